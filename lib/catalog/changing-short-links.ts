import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { shortLinkFaults } from '@/lib/catalog/rules/short-link'
import { foldKey } from '@/lib/catalog/rules/short-link-key'
import { changesOf, refuseFaults, requireAll, type Editing } from './editing'
import { destination, flatLink, sealed, tagsOf, type LinkChange, type SealPassword } from './link-drafts'
import { LinkReferences } from './link-references'
import { sameFor, type ChangeOf } from './many'
import { linksWhere, withLinkRelations, type ShortLinkRow } from './reading-links'
import { freeKey, linksOf, TIMEOUT, type GivenLink } from './short-links'
import { setTags } from './tags'
import { TakenKeys } from './taken-keys'

/** Changes all of these links or none. */
export async function changeShortLinks(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: LinkChange,
  seal: SealPassword,
  editing: Editing = {},
): Promise<void> {
  const secrets = new Map(
    await Promise.all(ids.map(async (id) => [id, await sealed(seal, id, input.password)] as const)),
  )
  await change(
    database,
    caller,
    (changing) => changeEachShortLink(changing, caller, sameFor(ids, input), { ...editing, secrets }),
    { timeout: TIMEOUT },
  )
}

/** What links store of their new passwords, by ID. */
type Secrets = ReadonlyMap<string, GivenLink['secret']>

/** Changes all of these links or none within a change, each to its own values. */
export async function changeEachShortLink(
  { database: store, unscoped, record }: Change,
  caller: Caller,
  changes: readonly ChangeOf<LinkChange>[],
  { secrets = new Map(), ...editing }: Editing & { secrets?: Secrets } = {},
): Promise<void> {
  const inputs = new Map(changes.map(({ id, input }) => [id, input]))
  const ids = [...inputs.keys()]
  const before = await editableLinks(store, caller, ids, editing)
  const references = new LinkReferences(store, caller)
  for (const row of before) await references.requireEditor(row.publisherId)
  for (const row of before) {
    const input = inputs.get(row.id) ?? {}
    if (input.publisherId !== undefined) await references.requireEditor(input.publisherId)
    const data = await changed(references, new TakenKeys(unscoped, store), row, input)
    const tagIds = await tagsOf(
      store,
      caller,
      input,
      row.tags.map(({ tagId }) => tagId),
    )
    await store.link.updateMany({
      where: { id: row.id },
      data: { ...data, ...secrets.get(row.id), lastUpdatedById: caller.user.id },
    })
    await setTags(store, 'linkTag', [row.id], tagIds)
  }
  await record(changesOf('link', before.map(flatLink), (await linksOf(store, ids)).map(flatLink)))
}

/** What changes what a link refers to, and so is checked against all of it. */
const referring = [
  'url',
  'publisherId',
  'offerId',
  'landingPageId',
  'campaignId',
  'folderId',
  'ios',
  'android',
  'geo',
  'devices',
  'systems',
  'testVariants',
] as const satisfies readonly (keyof LinkChange)[]

/** The columns that a change sets in one link. */
async function changed(
  references: LinkReferences,
  taken: TakenKeys,
  row: ShortLinkRow,
  { domain: host, key, tagIds: _ids, tagNames: _names, password: _password, ...input }: LinkChange,
): Promise<Prisma.LinkUncheckedUpdateManyInput> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const startsTest = input.testVariants?.length && !row.testStartedAt && !input.testStartedAt
  const set: typeof input & { url: string } = {
    ...given,
    ...(startsTest ? { testStartedAt: new Date() } : {}),
    ...destination(input.url ?? row.url, row, input),
  }
  refuseFaults(shortLinkFaults, row, set)
  const next = { ...row, ...set }
  if (referring.some((name) => input[name] !== undefined)) {
    await references.require({
      ...next,
      // A folder that a publisher's link was put into by someone else stays.
      folderId: input.folderId === row.folderId ? null : (input.folderId ?? null),
    })
  }
  if (set.externalId && set.externalId !== row.externalId && (await taken.hasExternalId(set.externalId)))
    throw new Refused('conflict', 'is already in use', 'externalId')
  const isNamed = host !== undefined && host !== row.domain
  const domain = isNamed ? await references.domain(host, next.publisherId) : await references.stored(row.domain)
  // What's the publisher's own isn't for another's links.
  if (!isNamed && next.publisherId !== row.publisherId) await references.domain(row.domain, next.publisherId)
  const nextKey = key ?? row.key
  const lookupKey = foldKey(nextKey, domain.isCaseSensitive)
  if (domain.host !== row.domain || lookupKey !== row.lookupKey) await freeKey(taken, domain, nextKey)
  return { ...set, domain: domain.host, key: nextKey, lookupKey }
}

/** Deletes all of these links or none. They lead nowhere from then on, and their keys are free again. What was clicked stays in reports. */
export function deleteShortLinks(database: Database, caller: Caller, ids: readonly string[]): Promise<void> {
  return change(database, caller, async ({ database: store, record }) => {
    const before = await editableLinks(store, caller, ids, {})
    const references = new LinkReferences(store, caller)
    for (const row of before) await references.requireEditor(row.publisherId)
    await store.link.updateMany({
      where: { id: { in: [...ids] } },
      data: { deletedAt: new Date(), lastUpdatedById: caller.user.id },
    })
    await record(before.map(({ id }) => ({ action: 'delete', entity: 'link', entityId: id })))
  })
}

async function editableLinks(
  store: OrganizationTransaction,
  caller: Caller,
  ids: readonly string[],
  editing: Editing,
): Promise<ShortLinkRow[]> {
  const where = { AND: [{ id: { in: [...ids] } }, linksWhere(caller)] }
  const rows = await store.link.findMany({ where, include: withLinkRelations, orderBy: { id: 'asc' } })
  requireAll(rows, [...new Set(ids)], 'link', editing)
  return rows
}
