import { serve } from '@/lib/api/serve'
import { resetUserSecondFactor } from '@/lib/api/app/users'

export const { POST } = serve(resetUserSecondFactor)
