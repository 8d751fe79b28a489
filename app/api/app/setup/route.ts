import { setup } from '@/lib/api/app/setup'
import { serve } from '@/lib/api/serve'

export const { POST } = serve(setup)
