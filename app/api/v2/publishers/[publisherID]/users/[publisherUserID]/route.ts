import { serve } from '@/lib/api/serve'
import { publisherUsers } from '@/lib/api/v2/publisher-users'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  publisherUsers.read,
  publisherUsers.update,
  publisherUsers.archive,
)
