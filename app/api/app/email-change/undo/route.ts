import { undoChange } from '@/lib/api/app/email-change'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(undoChange)
