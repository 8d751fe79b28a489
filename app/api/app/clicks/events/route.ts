import { clicksEvents } from '@/lib/api/app/clicks/events'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(clicksEvents)
