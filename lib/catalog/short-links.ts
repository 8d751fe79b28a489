import type { Database } from '@/lib/database/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { newUuid } from '@/lib/uuid'
import { shortLinkFaults, shortLinkInput, type ShortLinkInput } from '@/lib/catalog/rules/short-link'
import { foldKey, KEY_LENGTH, LONGEST_KEY, ROOT_KEY } from '@/lib/catalog/rules/short-link-key'
import { ours, valid } from './create'
import { audited } from './editing'
import { destination, flatLink, sealed, tagsOf, type LinkDraft, type SealPassword } from './link-drafts'
import { LinkReferences, type LinkDomain } from './link-references'
import { byValue } from './many'
import { randomKey } from './random-key'
import { withLinkRelations, type ShortLinkRow } from './reading-links'
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

/** How long a hundred links may take, one after the other, in ms. */
export const TIMEOUT = 30_000

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
    key || prefix.length + keyLength > LONGEST_KEY ? undefined : randomKey(keyLength, prefix, false),
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

/** The key, if it's free there. @throws Refused if it isn't */
export async function freeKey(taken: TakenKeys, domain: LinkDomain, key: string): Promise<string> {
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

/** Links by ID, as they're stored. */
export const linksOf = (store: OrganizationTransaction, ids: readonly string[]): Promise<ShortLinkRow[]> =>
  store.link.findMany({ where: { id: { in: [...ids] } }, include: withLinkRelations, orderBy: { id: 'asc' } })
