import { getProfile, changeProfile } from '@/lib/api/app/profile'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getProfile, changeProfile)
