import { serve } from '@/lib/api/serve'
import { inviteUser } from '@/lib/api/app/users'

export const { POST } = serve(inviteUser)
