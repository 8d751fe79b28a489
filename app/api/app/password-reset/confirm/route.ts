import { confirmReset } from '@/lib/api/app/password'
import { serve } from '@/lib/api/serve'

export const { POST } = serve(confirmReset)
