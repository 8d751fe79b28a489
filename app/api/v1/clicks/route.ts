import { listClicks } from '@/lib/api/v1/clicks'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listClicks)
