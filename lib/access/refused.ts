/** Why a change was refused: the target doesn't exist, the caller can't change it, a value is taken, or a rule forbids it. */
export type RefusalKind = 'invalid' | 'not_found' | 'forbidden' | 'conflict'

/** A change that a rule of lib/access forbids. Nothing was changed. lib/api tells the client in its dialect's words. */
export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(
    readonly kind: RefusalKind,
    message: string,
    /** The invalid field, named as in lib/access; null if it's no particular field. */
    readonly field: string | null = null,
  ) {
    super(message)
  }
}
