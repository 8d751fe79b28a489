/** Which parameter or field is wrong, and what would be right. */
export type Detail = { field: string; message: string }

/** The kinds of failure there are; each dialect words and numbers them in its own way. */
export type ProblemKind =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
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
    /** Response headers that belong to it, such as Retry-After. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

/** One wrong parameter or field. */
export function invalid(field: string, message: string): Problem {
  return new Problem('invalid', `${field}: ${message}`, [{ field, message }])
}
