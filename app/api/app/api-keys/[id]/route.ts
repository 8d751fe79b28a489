import { revokeApiKey } from '@/lib/api/app/api-keys'
import { serve } from '@/lib/api/serve'

export const { DELETE } = serve(revokeApiKey)
