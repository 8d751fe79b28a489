/** Which parameter or field is wrong, and what would be right. */
export type Detail = { field: string; message: string }

/** The kinds of failure. Each dialect has its own codes and statuses for them. */
export type ProblemKind =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'timeout'
  | 'conflict'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'unavailable'
  | 'internal'

/** A failure that the client is told about. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly details: readonly Detail[] = [],
    /** Response headers that go with it, such as Retry-After. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

/** One wrong parameter or field. */
export function invalid(field: string, message: string): Problem {
  return new Problem('invalid', `${field}: ${message}`, [{ field, message }])
}
