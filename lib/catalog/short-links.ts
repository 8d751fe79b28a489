import type { Database } from '@/lib/database/client'
import type { Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { newUuid } from '@/lib/uuid'
import { shortLinkFaults, shortLinkInput, type ShortLinkInput } from '@/lib/catalog/rules/short-link'
import { foldKey, KEY_LENGTH, LONGEST_KEY, ROOT_KEY } from '@/lib/catalog/rules/short-link-key'
import { ours, valid } from './create'
import { audited, changesOf, refuseFaults, requireAll, type Editing } from './editing'
import {
  destination,
  flatLink,
  sealed,
  tagsOf,
  type LinkChange,
  type LinkDraft,
  type SealPassword,
} from './link-drafts'
import { LinkReferences, type LinkDomain } from './link-references'
import { byValue, sameFor, type ChangeOf } from './many'
import { randomKey } from './random-key'
import { linksWhere, withLinkRelations, type ShortLinkRow } from './reading-links'
import { setTags } from './tags'
import { TakenKeys } from './taken-keys'

/** Creates a short link. @returns its ID */
export async function createShortLink(
  database: Database,
  caller: Caller,
  draft: LinkDraft,
  seal: SealPassword,
): Promise<string> {
  const [made] = await createShortLinks(database, caller, [draft], seal)
  if (typeof made === 'string') return made
  throw made ?? new Error('Expected one link')
}

/** Creates short links. Those that can't be created don't keep the others from it. @returns the ID of each, or why there's none */
export async function createShortLinks(
  database: Database,
  caller: Caller,
  drafts: readonly LinkDraft[],
  seal: SealPassword,
): Promise<(string | Refused)[]> {
  const given = await Promise.all(
    drafts.map(async (draft) => {
      const id = newUuid()
      return { id, draft, secret: await sealed(seal, id, draft.password) }
    }),
  )
  return retried(() =>
    change(database, caller, (changing) => addShortLinks(changing, caller, given), { timeout: TIMEOUT }),
  )
}

/** For a hundred links, one after the other, in ms. */
const TIMEOUT = 30_000

/** A link to create, with its ID, and its password as it's stored. */
export type GivenLink = { id: string; draft: LinkDraft; secret: Awaited<ReturnType<typeof sealed>> }

/** Creates short links within a change. @returns the ID of each, or why it wasn't created */
export async function addShortLinks(
  { database: store, unscoped, record }: Change,
  caller: Caller,
  given: readonly GivenLink[],
): Promise<(string | Refused)[]> {
  const references = new LinkReferences(store, caller)
  // Whoever can't create links of a publisher is told so, even among others that they can create.
  const own = given.some(({ draft }) => draft.publisherId === undefined) ? await references.ownPublisherId() : null
  const owned = given.map((one) => {
    const { publisherId = own } = one.draft
    return { ...one, draft: { ...one.draft, publisherId } }
  })
  for (const { draft } of owned) await references.requireEditor(draft.publisherId)
  const taken = new TakenKeys(unscoped, store)
  const drafts = owned.map(({ draft }) => draft)
  // A key to try first for each that gets a random one, so that all are looked up at once.
  const first = drafts.map(({ key, keyLength = KEY_LENGTH, prefix = '' }) =>
    key ? undefined : randomKey(Math.min(keyLength, LONGEST_KEY), prefix, false),
  )
  await taken.lookUp([...drafts, ...first.map((key) => ({ key }))])
  const rows: { row: ShortLinkInput & { id: string }; tagIds: string[] }[] = []
  const made: (string | Refused)[] = []
  for (const [index, { id, draft, secret }] of owned.entries()) {
    try {
      const tagIds = (await tagsOf(store, caller, draft, [])) ?? []
      const row = { ...(await rowOf(references, taken, draft, first[index])), ...secret, id }
      const by = { createdById: caller.user.id, lastUpdatedById: caller.user.id }
      valid(shortLinkInput, [{ ...row, ...by }])
      taken.add(row)
      rows.push({ row: { ...row, ...by }, tagIds })
      made.push(id)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      made.push(error)
    }
  }
  await insertLinks(
    store,
    rows.map(({ row }) => row),
  )
  const tagged = rows.map(({ row, tagIds }) => ({ id: row.id, value: tagIds.length > 0 ? tagIds : undefined }))
  for (const { ids, value } of byValue(tagged)) await setTags(store, 'linkTag', ids, value)
  const stored = await linksOf(
    store,
    rows.map(({ row }) => row.id),
  )
  await record(
    stored.map((row) => ({
      action: 'create',
      entity: 'link',
      entityId: row.id,
      after: audited(flatLink(row)),
    })),
  )
  return made
}

/** Creates links by the rules of lib/catalog/create.ts. */
export async function insertLinks(
  store: OrganizationTransaction,
  inputs: readonly ShortLinkInput[],
): Promise<{ id: string }[]> {
  if (inputs.length === 0) return []
  return store.link.createManyAndReturn({ data: ours(store, valid(shortLinkInput, inputs)) })
}

type OwnedDraft = LinkDraft & { publisherId: string | null }

async function rowOf(
  references: LinkReferences,
  taken: TakenKeys,
  {
    domain: host,
    key: wanted,
    keyLength,
    prefix = '',
    tagIds: _ids,
    tagNames: _names,
    password: _password,
    ...draft
  }: OwnedDraft,
  first: string | undefined,
): Promise<ShortLinkInput> {
  const { publisherId, landingPageId = null, campaignId = null, folderId = null, offerId = null } = draft
  const nowhere = { utmSource: '', utmMedium: '', utmCampaign: '', utmTerm: '', utmContent: '', ref: '' }
  const testStartedAt = draft.testStartedAt ?? (draft.testVariants?.length ? new Date() : null)
  const refers = { publisherId, offerId, landingPageId, campaignId, folderId }
  const row = { ...draft, ...refers, testStartedAt, ...destination(draft.url ?? '', nowhere, draft) }
  const [fault] = shortLinkFaults(row)
  if (fault) throw new Refused('invalid', fault.message, fault.field)
  await references.require({ ios: null, android: null, geo: {}, devices: {}, systems: {}, testVariants: [], ...row })
  const domain = host
    ? await references.domain(host, publisherId)
    : await references.defaultDomain(publisherId, offerId)
  if (await taken.hasExternalId(row.externalId)) throw new Refused('conflict', 'is already in use', 'externalId')
  const key = wanted
    ? await freeKey(taken, domain, wanted)
    : await freeRandomKey(taken, domain, { length: keyLength ?? KEY_LENGTH, prefix, first })
  return { ...row, domain: domain.host, key, lookupKey: foldKey(key, domain.isCaseSensitive) }
}

async function freeKey(taken: TakenKeys, domain: LinkDomain, key: string): Promise<string> {
  if (key === ROOT_KEY && domain.host === '')
    throw new Refused('invalid', `${ROOT_KEY} is only for tracking domains of your own`, 'key')
  if (await taken.hasKey(domain.host, foldKey(key, domain.isCaseSensitive)))
    throw new Refused('conflict', 'is already in use on this domain', 'key')
  return key
}

/** More than it takes until even short keys are nearly used up. */
const MOST_TRIES = 20

async function freeRandomKey(
  taken: TakenKeys,
  domain: LinkDomain,
  { length, prefix, first }: { length: number; prefix: string; first: string | undefined },
): Promise<string> {
  if (prefix.length + length > LONGEST_KEY)
    throw new Refused('invalid', `must be at most ${LONGEST_KEY - prefix.length} with this prefix`, 'keyLength')
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const isFirst = tries === 0 && first !== undefined && !domain.isCaseSensitive
    const key = isFirst ? first : randomKey(length, prefix, domain.isCaseSensitive)
    if (!(await taken.hasKey(domain.host, foldKey(key, domain.isCaseSensitive)))) return key
  }
  throw new Refused('conflict', 'is used up: choose a longer one', 'keyLength')
}

/** Another organization may have taken a key at the installation's own address meanwhile. Then it's looked at again: a random one becomes another. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== 'conflict' || error.taken.length === 0) throw error
    return work()
  }
}

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

const linksOf = (store: OrganizationTransaction, ids: readonly string[]): Promise<ShortLinkRow[]> =>
  store.link.findMany({ where: { id: { in: [...ids] } }, include: withLinkRelations, orderBy: { id: 'asc' } })
