import { revokeApiKey, updateApiKey } from '@/lib/api/app/api-keys'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(updateApiKey, revokeApiKey)
