import { respondUnknown } from '@/lib/api/serve'

/** Handles every path that has no other route. */
export {
  respondUnknown as GET,
  respondUnknown as POST,
  respondUnknown as PUT,
  respondUnknown as PATCH,
  respondUnknown as DELETE,
  respondUnknown as OPTIONS,
}
