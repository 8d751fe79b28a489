import { clicksDaily } from '@/lib/api/app/clicks/daily'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(clicksDaily)
