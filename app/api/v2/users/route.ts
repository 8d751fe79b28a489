import { serve } from '@/lib/api/serve'
import { users } from '@/lib/api/v2/users'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(users.list, users.create)
