import { dispatch } from '@/lib/api/dispatch'

/** Handles every path that has no other route: all operations, and paths where there's nothing. */
export {
  dispatch as GET,
  dispatch as POST,
  dispatch as PUT,
  dispatch as PATCH,
  dispatch as DELETE,
  dispatch as OPTIONS,
}
