import { endSession } from '@/lib/api/app/sessions'
import { serve } from '@/lib/api/serve'

export const { DELETE } = serve(endSession)
