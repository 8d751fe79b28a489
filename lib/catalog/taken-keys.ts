import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import { foldKey } from '@/lib/catalog/rules/short-link-key'

type Named = { domain: string; lookupKey: string; externalId?: string | null | undefined }

/** What's in use: by stored links, and by those that are created along with this one. */
export class TakenKeys {
  readonly #keys = new Set<string>()
  readonly #externalIds = new Set<string>()
  /** What was looked up already, so that it's taken only if it's in the sets above. */
  readonly #known = { lookupKeys: new Set<string>(), externalIds: new Set<string>() }

  constructor(
    readonly unscoped: Prisma.TransactionClient,
    readonly store: OrganizationTransaction,
  ) {}

  /** Looks up what several links are to be called: three queries, however many they are. */
  async lookUp(drafts: readonly { key?: string | undefined; externalId?: string | null | undefined }[]): Promise<void> {
    if (drafts.length < 2) return
    const lookupKeys = drafts.flatMap(({ key }) => (key ? [foldKey(key, false), foldKey(key, true)] : []))
    const externalIds = drafts.flatMap(({ externalId }) => externalId || [])
    const domains = await this.store.trackingDomain.findMany({ where: { archived: false }, select: { host: true } })
    // All organizations share the installation's own address.
    const hosts = ['', ...domains.map(({ host }) => host)]
    const [byKey, byId] = await Promise.all([
      this.unscoped.link.findMany({
        where: { domain: { in: hosts }, lookupKey: { in: lookupKeys }, deletedAt: null },
        select: { domain: true, lookupKey: true },
      }),
      this.store.link.findMany({
        where: { externalId: { in: externalIds }, deletedAt: null },
        select: { externalId: true },
      }),
    ])
    for (const { domain, lookupKey } of byKey) this.add({ domain, lookupKey })
    for (const { externalId } of byId) if (externalId) this.#externalIds.add(externalId)
    for (const key of lookupKeys) this.#known.lookupKeys.add(key)
    for (const id of externalIds) this.#known.externalIds.add(id)
  }

  async hasKey(domain: string, lookupKey: string): Promise<boolean> {
    if (this.#keys.has(`${domain}/${lookupKey}`)) return true
    if (this.#known.lookupKeys.has(lookupKey)) return false
    return (await this.unscoped.link.count({ where: { domain, lookupKey, deletedAt: null } })) > 0
  }

  async hasExternalId(externalId: string | null | undefined): Promise<boolean> {
    if (!externalId) return false
    if (this.#externalIds.has(externalId)) return true
    if (this.#known.externalIds.has(externalId)) return false
    return (await this.store.link.count({ where: { externalId, deletedAt: null } })) > 0
  }

  add({ domain, lookupKey, externalId }: Named): void {
    this.#keys.add(`${domain}/${lookupKey}`)
    if (externalId) this.#externalIds.add(externalId)
  }
}
