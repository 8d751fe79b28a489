import { listSessions, endSessionsElsewhere } from '@/lib/api/app/sessions'
import { serve } from '@/lib/api/serve'

export const { GET, DELETE } = serve(listSessions, endSessionsElsewhere)
