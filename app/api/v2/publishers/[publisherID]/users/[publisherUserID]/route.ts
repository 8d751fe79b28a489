import { serve } from '@/lib/api/serve'
import { publisherUsers } from '@/lib/api/v2/publisher-users'

export const { GET, PATCH, DELETE } = serve(publisherUsers.read, publisherUsers.update, publisherUsers.archive)
