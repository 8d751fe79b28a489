import { operations } from '@/lib/api/registry'
import { respondUnknown } from '@/lib/api/serve'

/** Whatever no other route is for. */
const handler = (request: Request): Promise<Response> => respondUnknown(operations, request)

export { handler as GET, handler as POST, handler as PUT, handler as PATCH, handler as DELETE, handler as OPTIONS }
