/** Why a change was refused: what it names is not there, not the caller's to change, taken already or against a rule. */
export type RefusalKind = 'invalid' | 'not_found' | 'forbidden' | 'conflict'

/** A change that a rule of lib/access forbids. Nothing was changed. lib/api tells the client in its dialect's words. */
export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(
    readonly kind: RefusalKind,
    message: string,
    /** The field that is wrong, named as in lib/access; null when it is none in particular. */
    readonly field: string | null = null,
  ) {
    super(message)
  }
}
