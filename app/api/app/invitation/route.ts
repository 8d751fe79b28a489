import { acceptInvitationLink } from '@/lib/api/app/password'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(acceptInvitationLink)
