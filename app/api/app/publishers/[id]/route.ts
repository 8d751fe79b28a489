import { publisherDetails } from '@/lib/api/app/publishers/directory'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(publisherDetails)
