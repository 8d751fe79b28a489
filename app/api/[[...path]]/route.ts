import { respondUnknown } from '@/lib/api/serve'

/** Whatever no other route is for. */
export { respondUnknown as GET, respondUnknown as POST, respondUnknown as PUT, respondUnknown as PATCH, respondUnknown as DELETE, respondUnknown as OPTIONS }
