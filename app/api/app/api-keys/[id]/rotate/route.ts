import { rotateApiKey } from '@/lib/api/app/api-keys'
import { serve } from '@/lib/api/serve'

export const { POST } = serve(rotateApiKey)
