import type { PostbackBodyType, PostbackMethod } from '@/lib/database/generated/client'

/** What's sent for clicks. Postbacks about anything else don't matter to trackers, and neither do inactive and archived ones, so they have no records. */
export type ClickPostbackRecord = {
  id: string
  organizationId: string
  incrementalId: number
  /** Null for everyone's clicks. */
  publisherId: string | null
  /** Null for all offers. */
  offerId: string | null
  method: PostbackMethod
  url: string
  headers: Readonly<Record<string, string>>
  bodyType: PostbackBodyType
  body: string
  delaySeconds: number
}

const none: readonly ClickPostbackRecord[] = []

/** An organization's postbacks about clicks. */
export class ClickPostbacks {
  readonly byId = new Map<string, ClickPostbackRecord>()
  #everyones: readonly ClickPostbackRecord[] = none
  readonly #ofPublisher = new Map<string, readonly ClickPostbackRecord[]>()

  /** All that a click is about. Most organizations have none, which costs nothing. */
  ofClick(offerId: string, publisherId: string): readonly ClickPostbackRecord[] {
    if (this.byId.size === 0) return none
    const own = this.#ofPublisher.get(publisherId) ?? none
    const all = own.length === 0 ? this.#everyones : this.#everyones.concat(own)
    return all.filter((postback) => postback.offerId === null || postback.offerId === offerId)
  }

  set(postback: ClickPostbackRecord): void {
    this.delete(postback.id)
    this.byId.set(postback.id, postback)
    if (postback.publisherId === null) this.#everyones = this.#everyones.concat(postback)
    else
      this.#ofPublisher.set(
        postback.publisherId,
        (this.#ofPublisher.get(postback.publisherId) ?? none).concat(postback),
      )
  }

  delete(id: string): void {
    const old = this.byId.get(id)
    if (!old) return
    this.byId.delete(id)
    const without = (list: readonly ClickPostbackRecord[]) => list.filter((one) => one !== old)
    if (old.publisherId === null) {
      this.#everyones = without(this.#everyones)
      return
    }
    const rest = without(this.#ofPublisher.get(old.publisherId) ?? none)
    if (rest.length === 0) this.#ofPublisher.delete(old.publisherId)
    else this.#ofPublisher.set(old.publisherId, rest)
  }
}
