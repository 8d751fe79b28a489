import { clickDetails } from '@/lib/api/app/clicks/details'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(clickDetails)
