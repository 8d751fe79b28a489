import { dispatch } from '@/lib/api/dispatch'

/** Handles every path that has no other route: those of Dub, which have no prefix, and those where there's nothing. */
export {
  dispatch as GET,
  dispatch as POST,
  dispatch as PUT,
  dispatch as PATCH,
  dispatch as DELETE,
  dispatch as OPTIONS,
}
