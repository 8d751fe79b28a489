import { serve } from '@/lib/api/serve'
import { signUserOut } from '@/lib/api/app/users'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(signUserOut)
