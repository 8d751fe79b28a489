import { requestChange } from '@/lib/api/app/email-change'
import { serve } from '@/lib/api/serve'

export const { POST } = serve(requestChange)
