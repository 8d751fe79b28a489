import { serve } from '@/lib/api/serve'
import { signUserOut } from '@/lib/api/app/users'

export const { POST } = serve(signUserOut)
