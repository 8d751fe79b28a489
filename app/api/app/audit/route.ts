import { listAudit } from '@/lib/api/app/audit'
import { serve } from '@/lib/api/serve'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listAudit)
