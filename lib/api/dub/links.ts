import { sealLinkPassword } from '@/lib/access/link-passwords'
import type { LinkChange, LinkDraft } from '@/lib/catalog/link-drafts'
import { findLink, findOneLink, linksWhere, withLinkRelations, type ShortLinkRow } from '@/lib/catalog/reading-links'
import { changeShortLinks, deleteShortLinks } from '@/lib/catalog/changing-short-links'
import { createShortLink, createShortLinks } from '@/lib/catalog/short-links'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { isUuid } from '@/lib/uuid'
import { withUtm } from '@/lib/utm'
import { handle } from '@/lib/api/operation'
import { invalid, Problem } from '@/lib/api/problem'
import { findByKey, matchingLinks, pageOfLinks, storeOf } from './find-links'
import { linkAnswers } from './link-answer'
import { changeOf, draftOf, inDubsWords } from './link-body'
import {
  bulkCreateLinks,
  bulkDeleteLinks,
  bulkUpdateLinks,
  countLinks,
  createLink,
  deleteLink,
  getLink,
  getLinkInfo,
  listLinks,
  updateLink,
  upsertLink,
  type LinkAnswer,
  type LinkErrorAnswer,
} from './links.contract'
import { placeOf } from './paging'

export const linkOperations = [
  handle(listLinks, async (caller, { query }) => {
    const { sortOrder: direction, pageSize: size } = query
    const found = await pageOfLinks(caller, matchingLinks(caller, query), { place: placeOf(query), size, direction })
    if (!found)
      throw invalid(query.startingAfter === undefined ? 'endingBefore' : 'startingAfter', 'must be the ID of a link')
    return linkAnswers(caller, found)
  }),

  handle(countLinks, (caller, { query: { groupBy: _groupBy, ...filters } }) =>
    storeOf(caller).link.count({ where: matchingLinks(caller, filters) }),
  ),

  handle(getLinkInfo, async (caller, { query: { domain, key, linkId, externalId } }) => {
    if (linkId !== undefined) return one(caller, await sought(caller, linkId))
    if (externalId !== undefined) {
      if (!externalId.startsWith('ext_'))
        throw new Problem('malformed', 'externalId: must have ext_ before your own ID')
      return one(caller, await sought(caller, externalId))
    }
    if (domain === undefined || key === undefined)
      throw invalid(domain === undefined ? 'domain' : 'key', 'is required, unless there’s a linkId or an externalId')
    const found = await findByKey(caller, domain, key)
    if (!found) throw new Problem('not_found', 'No link with this key on this domain.')
    return one(caller, found)
  }),

  handle(getLink, async (caller, { params }) => one(caller, await sought(caller, params.id))),

  handle(createLink, async (caller, { body }) => {
    const id = await create(caller, draftOf(body))
    return one(caller, await sought(caller, id))
  }),

  handle(updateLink, async (caller, { params, body }) => {
    const { id } = await sought(caller, params.id)
    await change(caller, [id], changeOf(body))
    return one(caller, await sought(caller, id))
  }),

  handle(upsertLink, async (caller, { body }) => {
    const draft = draftOf(body)
    const same = await existing(caller, draft)
    const { keyLength: _length, prefix: _prefix, ...fields } = draft
    if (same) await change(caller, [same.id], fields)
    return one(caller, await sought(caller, same?.id ?? (await create(caller, draft))))
  }),

  handle(deleteLink, async (caller, { params }) => {
    const { id } = await sought(caller, params.id)
    await deleteShortLinks(database(), caller, [id])
    return { id }
  }),

  handle(bulkCreateLinks, async (caller, { body }) => {
    const made = await createShortLinks(database(), caller, body.map(draftOf), sealLinkPassword)
    const ids = made.filter((one) => typeof one === 'string')
    const links = new Map((await linkAnswers(caller, await found(caller, ids))).map((link) => [link.id, link]))
    return made.map((outcome, index): LinkAnswer | LinkErrorAnswer => {
      if (outcome instanceof Refused) return errorOf(outcome, body[index])
      const link = links.get(outcome)
      if (!link) throw new Error('A link that was created is gone')
      return link
    })
  }),

  handle(bulkUpdateLinks, async (caller, { body: { linkIds, externalIds, data } }) => {
    if ((linkIds === undefined) === (externalIds === undefined))
      throw invalid('linkIds', 'is required, unless there are externalIds instead')
    const given = linkIds ?? externalIds?.map((id) => (id.startsWith('ext_') ? id : `ext_${id}`)) ?? []
    const ids = await Promise.all(given.map(async (id) => (await sought(caller, id)).id))
    await change(caller, ids, changeOf(data))
    const rows = new Map((await found(caller, ids)).map((row) => [row.id, row]))
    return linkAnswers(
      caller,
      ids.flatMap((id) => rows.get(id) ?? []),
    )
  }),

  handle(bulkDeleteLinks, async (caller, { query: { linkIds } }) => {
    const ids = (await found(caller, linkIds)).map(({ id }) => id)
    if (ids.length === 0) throw new Problem('not_found', 'No link with any of these IDs.')
    await deleteShortLinks(database(), caller, ids)
    return { deletedCount: ids.length }
  }),
]

const one = async (caller: Caller, row: ShortLinkRow): Promise<LinkAnswer> => {
  const [answer] = await linkAnswers(caller, [row])
  if (!answer) throw new Error('Expected one link')
  return answer
}

async function sought(caller: Caller, id: string): Promise<ShortLinkRow> {
  const isReadable = id.startsWith('ext_') || isUuid(id)
  const row = isReadable ? await findLink(storeOf(caller), caller, id) : null
  if (!row)
    throw new Problem(
      'not_found',
      id.startsWith('ext_')
        ? 'No link with this external ID.'
        : 'No link with this ID. To use your own ID, put ext_ before it.',
    )
  return row
}

const found = (caller: Caller, ids: readonly string[]): Promise<ShortLinkRow[]> =>
  storeOf(caller).link.findMany({
    where: { AND: [{ id: { in: [...ids] } }, linksWhere(caller)] },
    include: withLinkRelations,
  })

const create = (caller: Caller, draft: LinkDraft): Promise<string> =>
  createShortLink(database(), caller, draft, sealLinkPassword).catch((error: unknown) => {
    throw inDubsWords(error)
  })

const change = (caller: Caller, ids: readonly string[], fields: LinkChange): Promise<void> =>
  changeShortLinks(database(), caller, ids, fields, sealLinkPassword).catch((error: unknown) => {
    throw inDubsWords(error)
  })

/** The link that an upsert is about. */
async function existing(caller: Caller, draft: LinkDraft): Promise<ShortLinkRow | null> {
  const store = storeOf(caller)
  const { externalId, domain, key, url } = draft
  if (externalId) {
    const same = await findLink(store, caller, `ext_${externalId}`)
    if (same) return same
  }
  if (domain !== undefined && key !== undefined) return findByKey(caller, domain, key)
  if (!url) return null
  const whose = draft.publisherId === undefined ? {} : { publisherId: draft.publisherId }
  return findOneLink(store, caller, { url: withUtm(url, draft), archived: false, ...whose })
}

/** Why a link of several wasn't created. */
function errorOf(refusal: Refused, link: unknown): LinkErrorAnswer {
  const worded = inDubsWords(refusal)
  const field = worded instanceof Refused ? worded.field : null
  const codes = { invalid: 'unprocessable_entity', stale: 'conflict' } as const
  return {
    link,
    error: field === null ? refusal.message : `${field}: ${refusal.message}`,
    code: refusal.kind === 'invalid' || refusal.kind === 'stale' ? codes[refusal.kind] : refusal.kind,
  }
}
