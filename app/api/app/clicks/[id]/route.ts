import { clickDetails } from '@/lib/api/app/clicks/details'
import { serve } from '@/lib/api/serve'

export const { GET } = serve(clickDetails)
