import { listApiKeys, makeApiKey } from '@/lib/api/app/api-keys'
import { serve } from '@/lib/api/serve'

export const { GET, POST } = serve(listApiKeys, makeApiKey)
