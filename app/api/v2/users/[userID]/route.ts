import { serve } from '@/lib/api/serve'
import { users } from '@/lib/api/v2/users'

export const { GET, PATCH, DELETE } = serve(users.read, users.update, users.archive)
