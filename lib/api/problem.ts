/** The parameter or field at fault, and what's valid for it. */
export type Detail = { field: string; message: string }

/** The kinds of failures. Each dialect maps them to its own codes and statuses. */
export type ProblemKind =
  /** The body can't be read at all, or an ID is written in a way that no ID is. */
  | 'malformed'
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'timeout'
  | 'conflict'
  | 'stale'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'unavailable'
  | 'internal'

/** A failure to report to the client. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
    readonly details: readonly Detail[] = [],
    /** Additional response headers, such as Retry-After. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

/** The problem for a single invalid parameter or field. */
export function invalid(field: string, message: string): Problem {
  return new Problem('invalid', `${field}: ${message}`, [{ field, message }])
}
