import { serve } from '@/lib/api/serve'
import { users } from '@/lib/api/v2/users'

export const { GET, POST } = serve(users.list, users.create)
