import { getOrganization, updateOrganization } from '@/lib/api/app/organization'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getOrganization, updateOrganization)
