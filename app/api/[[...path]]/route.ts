import { respondUnknown } from '@/lib/api/serve'

/** Everything no other route handles. */
export { respondUnknown as GET, respondUnknown as POST, respondUnknown as PUT, respondUnknown as PATCH, respondUnknown as DELETE, respondUnknown as OPTIONS }
