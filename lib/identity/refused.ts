/** Why a change was refused: a value is invalid, the target doesn't exist, the caller isn't allowed to change it, it conflicts with the current state, or the
 * target changed since the caller last read it. */
export type RefusalKind = 'invalid' | 'not_found' | 'forbidden' | 'conflict' | 'stale'

/** Thrown when a rule forbids a change. Nothing has changed. lib/api turns it into a response in its API family's format. */
export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(
    readonly kind: RefusalKind,
    message: string,
    /** The field at fault, in camelCase, or null if it isn't about a specific field. */
    readonly field: string | null = null,
    /** The columns whose values another record already has, if that’s why. */
    readonly taken: readonly string[] = [],
  ) {
    super(message)
  }
}
