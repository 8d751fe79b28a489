import { publisherDirectory } from '@/lib/api/app/publishers/directory'
import { serve } from '@/lib/api/serve'

export const { GET } = serve(publisherDirectory)
