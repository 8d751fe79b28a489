import { newPostbackSecret, readPostbackSecret, replacePostbackSecret } from '@/lib/access/postback-secrets'
import {
  changePostbacks,
  createPostback,
  postbacksWhere,
  retryPostback,
  withPostbackRelations,
  type PostbackRow,
} from '@/lib/catalog/postbacks'
import { database } from '@/lib/database/client'
import type { OrganizationClient } from '@/lib/database/organization'
import { eventLog } from '@/lib/events/log'
import type { Caller } from '@/lib/identity/caller'
import { Refused } from '@/lib/identity/refused'
import { numberOrId } from '@/lib/identifier'
import { outbound } from '@/lib/outbound/client'
import { testPostback } from '@/lib/postbacks/test-fire'
import { handle } from '@/lib/api/operation'
import { handleResource } from '@/lib/api/resource/handle'
import * as contract from './postbacks.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

export const postbacks = handleResource(contract.postbacksResource, {
  rows: {
    within: async ({ caller }, where) => ({ AND: [where, await postbacksWhere(storeOf(caller), caller)] }),
    find: async (caller, query) => {
      const store = storeOf(caller)
      return counted(store, await store.postback.findMany({ ...query, include: withPostbackRelations }))
    },
    count: (caller, where) => storeOf(caller).postback.count({ where }),
  },
  create: ({ caller }, columns) => createPostback(database(), caller, columns, newPostbackSecret),
  update: ({ caller, unchangedSince }, id, columns) =>
    changePostbacks(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changePostbacks(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changePostbacks(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changePostbacks(database(), caller, ids, { archived: true }),
})

/** Adds what became of postbacks' requests. */
async function counted(store: OrganizationClient, rows: readonly PostbackRow[]): Promise<contract.CountedPostback[]> {
  const of = { kind: 'postback', targetId: { in: rows.map(({ id }) => id) } } as const
  const [totals, waiting] = await Promise.all([
    store.callTotal.findMany({ where: of }),
    store.outgoingCall.groupBy({ by: ['targetId'], where: { ...of, givenUpAt: null }, _count: true }),
  ])
  const counts = new Map(waiting.map(({ targetId, _count: count }) => [targetId, count]))
  return rows.map((row) => {
    const total = totals.find(({ targetId }) => targetId === row.id)
    return {
      ...row,
      calls: {
        delivered: Number(total?.delivered ?? 0),
        waiting: counts.get(row.id) ?? 0,
        failed: Number(total?.failed ?? 0),
        failingSince: total?.failingSince ?? null,
        lastDeliveredAt: total?.lastDeliveredAt ?? null,
        lastError: total?.lastError ?? '',
        lastErrorAt: total?.lastErrorAt ?? null,
      },
    }
  })
}

/** The ID of a postback that the caller can see. */
async function idOf(caller: Caller, given: string): Promise<string> {
  const store = storeOf(caller)
  const key = numberOrId(given)
  const visible = await postbacksWhere(store, caller)
  const found = key && (await store.postback.findFirst({ where: { AND: [key, visible] }, select: { id: true } }))
  if (!found) throw new Refused('not_found', 'No postback with this ID.')
  return found.id
}

export const postbackOperations = [
  handle(contract.readPostbackSecret, async (caller, { params }) => {
    const secret = await readPostbackSecret(database(), caller, await idOf(caller, params.postbackID))
    return { data: { secret } }
  }),

  handle(contract.replacePostbackSecret, async (caller, { params }) => {
    const secret = await replacePostbackSecret(database(), caller, await idOf(caller, params.postbackID))
    return { data: { secret } }
  }),

  handle(contract.testPostback, async (caller, { params }) => {
    const id = await idOf(caller, params.postbackID)
    const secret = await readPostbackSecret(database(), caller, id)
    if (secret === null)
      throw new Refused(
        'conflict',
        'It can’t be signed, because its secret was made with another AUTH_SECRET. Replace it.',
      )
    const row = await storeOf(caller).postback.findUniqueOrThrow({ where: { id } })
    const client = outbound()
    try {
      const { timezone } = caller.organization
      const went = await testPostback({ outbound: client, events: eventLog() }, row, { secret, timezone })
      const { status, duration, response, error, method, url } = went
      const delivered = error === ''
      return { data: { delivered, status, duration_ms: duration, response, message: error, method, url } }
    } finally {
      client.close()
    }
  }),

  handle(contract.retryPostback, async (caller, { params }) => {
    await retryPostback(database(), caller, await idOf(caller, params.postbackID), params.callID)
    return {}
  }),
]
