import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import type { Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { newUuid } from '@/lib/uuid'
import { foldersWhere } from './folders'
import { idsOfTags, tagsCalled, type LinkChange, type LinkDraft } from './link-drafts'
import { LinkReferences } from './link-references'
import type { ChangeOf } from './many'
import { linksWhere } from './reading-links'
import { changeEachShortLink } from './changing-short-links'
import { addShortLinks } from './short-links'

// Several short links at once, as files name what they belong to.

/** What a link belongs to, as people call it. */
type Names = {
  folderName?: string | null
  /** The publisher's own ID of the campaign. */
  campaignExternalId?: string | null
}

type Given = { [Name in keyof Names]?: Names[Name] | undefined } & Pick<LinkChange, 'tagNames'>

/** @throws Refused if there are no publishers whose links someone can change */
export function requireLinkEditor({ publisher, reach }: Pick<Caller, 'publisher' | 'reach'>): void {
  const { edit } = reach.publishers
  if (publisher || edit === 'all' || edit.length > 0) return
  throw new Refused('forbidden', 'Only admins and those who can edit publishers can import links.')
}

/** Creates all of these short links or none, within a change. */
export async function importShortLinks(
  changing: Change,
  caller: Caller,
  items: readonly (LinkDraft & Names)[],
): Promise<void> {
  const { database: store } = changing
  const own = await new LinkReferences(store, caller).ownPublisherId()
  const named = await NamedRecords.read(store, caller, items)
  const given = items.map(({ folderName, campaignExternalId, tagNames, ...draft }) => ({
    id: newUuid(),
    draft: { ...draft, ...named.idsOf({ folderName, campaignExternalId, tagNames }, draft.publisherId ?? own) },
    secret: {},
  }))
  const made = await addShortLinks(changing, caller, given)
  const refused = made.find((one) => one instanceof Refused)
  if (refused) throw refused
}

/** Changes all of these short links or none, within a change. */
export async function changeImportedLinks(
  changing: Change,
  caller: Caller,
  changes: readonly ChangeOf<LinkChange & Names>[],
): Promise<void> {
  const { database: store } = changing
  const rows = await store.link.findMany({
    where: { AND: [{ id: { in: changes.map(({ id }) => id) } }, linksWhere(caller)] },
    select: { id: true, publisherId: true },
  })
  const owners = new Map(rows.map(({ id, publisherId }) => [id, publisherId]))
  const named = await NamedRecords.read(
    store,
    caller,
    changes.map(({ input }) => input),
  )
  await changeEachShortLink(
    changing,
    caller,
    changes.map(({ id, input: { folderName, campaignExternalId, tagNames, ...input } }) => {
      const publisherId = input.publisherId === undefined ? (owners.get(id) ?? null) : input.publisherId
      return { id, input: { ...input, ...named.idsOf({ folderName, campaignExternalId, tagNames }, publisherId) } }
    }),
  )
}

/** The tags, folders, and campaigns that the rows of a file name, each kind read at once. */
class NamedRecords {
  private constructor(
    readonly folders: ReadonlyMap<string, string>,
    readonly campaigns: ReadonlyMap<string, string>,
    readonly tags: ReadonlyMap<string, string>,
  ) {}

  static async read(store: OrganizationTransaction, caller: Caller, items: readonly Given[]): Promise<NamedRecords> {
    const names = [...new Set(items.flatMap(({ folderName }) => folderName || []))]
    const externalIds = [...new Set(items.flatMap(({ campaignExternalId }) => campaignExternalId || []))]
    const tagNames = [...new Set(items.flatMap((one) => one.tagNames ?? []))]
    const [folders, campaigns, tags] = await Promise.all([
      names.length === 0
        ? []
        : store.folder.findMany({ where: foldersWhere(caller), select: { id: true, name: true } }),
      store.campaign.findMany({
        where: { externalId: { in: externalIds }, archived: false },
        select: { id: true, externalId: true, publisherId: true },
      }),
      tagsCalled(store, tagNames),
    ])
    return new NamedRecords(
      new Map(folders.map(({ id, name }) => [name.toLowerCase(), id])),
      new Map(campaigns.map(({ id, externalId, publisherId }) => [`${publisherId} ${externalId}`, id])),
      tags,
    )
  }

  /** What these names stand for, on links of this publisher. */
  idsOf(
    { folderName, campaignExternalId: campaign, tagNames }: Given,
    publisherId: string | null,
  ): { folderId?: string | null; campaignId?: string | null; tagIds?: string[] } {
    return {
      ...(folderName === undefined ? {} : { folderId: folderName && this.#folder(folderName) }),
      ...(tagNames === undefined ? {} : { tagIds: idsOfTags(this.tags, tagNames) }),
      ...(campaign === undefined ? {} : { campaignId: campaign && this.#campaign(campaign, publisherId) }),
    }
  }

  #folder(name: string): string {
    const id = this.folders.get(name.trim().toLowerCase())
    if (id === undefined) throw new Refused('invalid', `No folder is called ${name}.`, 'folderName')
    return id
  }

  #campaign(externalId: string, publisherId: string | null): string {
    const id = this.campaigns.get(`${publisherId} ${externalId.trim()}`)
    if (id === undefined)
      throw new Refused('invalid', `The publisher has no campaign with the ID ${externalId}.`, 'campaignExternalId')
    return id
  }
}
