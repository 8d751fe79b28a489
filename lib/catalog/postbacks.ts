import type { z } from 'zod'
import { postbackFaults, type postbackFields } from '@/lib/catalog/rules/postback'
import type { Database } from '@/lib/database/client'
import type { Postback, Prisma } from '@/lib/database/generated/client'
import type { OrganizationClient, OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { among, includes } from '@/lib/identity/scope'
import { retryCall, unparkCalls } from '@/lib/outbound/call-store'
import { newUuid } from '@/lib/uuid'
import { changeEachRecord, createRecord } from './change-records'
import { createPostbacks } from './create'
import { requireCallable } from './called-urls'
import { refuseFaults, type Editing } from './editing'
import { sameFor } from './many'
import { offersOpenTo } from './publisher-offers'
import { requireReferred } from './referred'

type Fields = { [Name in keyof typeof postbackFields]: z.output<(typeof postbackFields)[Name]> } & {
  /** Null means all offers, and all of an offer's events. */
  offerId: string | null
  offerEventId: string | null
}

/** A postback to create. Null is the network's own. */
export type PostbackInput = Partial<Fields> &
  Pick<Fields, 'name' | 'trigger' | 'url'> & { publisherId?: string | null | undefined }

/** Changes to a postback, which stays whose it is. Absent fields stay unchanged. */
export type PostbackChange = Partial<Fields> & { archived?: boolean }

export const withPostbackRelations = {
  publisher: true,
  offer: true,
  offerEvent: true,
} as const satisfies Prisma.PostbackInclude

export type PostbackRow = Prisma.PostbackGetPayload<{ include: typeof withPostbackRelations }>

type Store = Pick<OrganizationClient | OrganizationTransaction, 'publisher'>

/**
 * The Prisma `where` for the postbacks that the caller can see: their publisher's own, those of the publishers they can see, and the network's own if
 * they can see all publishers, since those are about all of them.
 * @throws Refused if the caller's publisher can't have postbacks
 */
export async function postbacksWhere(store: Store, caller: Caller): Promise<Prisma.PostbackWhereInput> {
  const { see } = caller.reach.publishers
  if (caller.publisher) return { publisherId: await ownPublisher(store, caller.publisher.id) }
  return see === 'all' ? {} : { publisher: among(see) }
}

/** Creates a postback. @param secretFor makes its encrypted secret */
export async function createPostback(
  database: Database,
  caller: Caller,
  input: PostbackInput,
  secretFor: (id: string) => Uint8Array<ArrayBuffer>,
): Promise<string> {
  const made = await createRecord(database, caller, 'postback', async (store, by) => {
    const publisherId = caller.publisher ? await ownPublisher(store, caller.publisher.id) : (input.publisherId ?? null)
    await requireManager(store, caller, [publisherId])
    await requireTargets(store, caller, [{ ...input, publisherId }])
    requireCallable({ url: input.url })
    const id = newUuid()
    return (await createPostbacks(store, [{ ...input, publisherId, id, secret: secretFor(id), ...by }])).map(flat)
  })
  return made.id
}

/** Changes all of these postbacks or none. */
export function changePostbacks(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: PostbackChange,
  editing: Editing = {},
): Promise<void> {
  // Whoever switches it on has seen why it was off.
  const stored = input.active === true ? { ...input, switchedOffAt: null, switchedOffWhy: '' } : input
  return change(database, caller, async (changing) => {
    await changeEachRecord(changing, caller, 'postback', {
      changes: sameFor(ids, stored),
      editing,
      find: (store, where) =>
        store.postback.findMany({ where, include: withPostbackRelations, orderBy: { id: 'asc' } }),
      update: (store, query) => store.postback.updateMany(query),
      flat: ({ publisher: _publisher, offer: _offer, offerEvent: _event, ...row }) => flat(row),
      check: async (store, changes) => {
        await requireManager(
          store,
          caller,
          changes.map(({ row }) => row.publisherId),
        )
        for (const { row } of changes) {
          refuseFaults(postbackFaults, row, input)
          requireCallable({ url: input.url }, row)
        }
        const next = changes.map(({ row }) => ({ ...row, ...input }))
        if (input.archived === false) await requireTargets(store, caller, next, 'conflict')
        else if (input.offerId !== undefined || input.offerEventId !== undefined)
          await requireTargets(store, caller, next)
      },
    })
    if (input.active === true || input.archived === false) await unparkCalls(changing.unscoped, ids)
  })
}

/** Has a request of a postback sent again: one that waits, or that was delivered or given up lately. */
export function retryPostback(database: Database, caller: Caller, id: string, callId: string): Promise<void> {
  return change(
    database,
    caller,
    async ({ database: store, unscoped }) => {
      const found = await store.postback.findFirst({ where: { id } })
      if (!found) throw new Refused('not_found', 'No postback with this ID.')
      await requireManager(store, caller, [found.publisherId])
      if (!found.active || found.archived)
        throw new Refused('conflict', 'This postback is off. Switch it on first, which sends what waits.')
      const isStored = await retryCall(unscoped, { organizationId: found.organizationId, targetId: id, id: callId })
      if (!isStored)
        throw new Refused(
          'not_found',
          'This postback has no such request that’s waiting, or that was delivered or given up in the last 7 days.',
        )
    },
    { lock: 'account' },
  )
}

/** @throws Refused unless the caller can change the postbacks of these publishers, and the network's own, which are null */
export async function requireManager(
  store: Store,
  caller: Caller,
  publisherIds: readonly (string | null)[],
): Promise<void> {
  if (caller.publisher) {
    const own = await ownPublisher(store, caller.publisher.id)
    if (publisherIds.every((id) => id === own)) return
    throw new Refused('forbidden', 'You can only change your own publisher’s postbacks.')
  }
  const { edit } = caller.reach.publishers
  if (edit !== 'all' && publisherIds.includes(null))
    throw new Refused(
      'forbidden',
      'Only account managers who can edit all publishers and admins can change the network’s own postbacks.',
    )
  const ids = publisherIds.filter((id) => id !== null)
  const publishers = await store.publisher.findMany({ where: { id: { in: ids } }, select: { incrementalId: true } })
  const outside = publishers.filter(({ incrementalId }) => !includes(edit, incrementalId))
  if (outside.length > 0)
    throw new Refused(
      'forbidden',
      `Only account managers who can edit ${outside.length === 1 ? 'this publisher' : 'these publishers'} and admins can change their postbacks: ${outside.map(({ incrementalId }) => incrementalId).join(', ')}.`,
    )
}

/** The ID of a publisher user's publisher. @throws Refused if its postback manager is off */
async function ownPublisher(store: Store, incrementalId: number): Promise<string> {
  const own = await store.publisher.findFirst({
    where: { incrementalId },
    select: { id: true, postbackManagerEnabled: true },
  })
  if (own?.postbackManagerEnabled) return own.id
  throw new Refused('forbidden', 'Your postback manager is off. Your account manager can turn it on.')
}

type Target = { publisherId?: string | null; offerId?: string | null; offerEventId?: string | null }

/** Requires that what postbacks are about exists and, for publisher users, is an offer that's open to them. */
async function requireTargets(
  store: OrganizationTransaction,
  { publisher }: Caller,
  targets: readonly Target[],
  kind: 'invalid' | 'conflict' = 'invalid',
): Promise<void> {
  await requireReferred(
    store,
    targets.map(({ publisherId, offerId, offerEventId }) => ({
      publisherId,
      offerId: offerId ?? undefined,
      // Without its offer, an event breaks another rule.
      offerEventId: offerId ? offerEventId : null,
    })),
    kind,
  )
  if (!publisher) return
  const ids = [...new Set(targets.flatMap(({ offerId }) => offerId ?? []))]
  const open = await store.offer.count({ where: { AND: [{ id: { in: ids } }, offersOpenTo(publisher.id)] } })
  if (open < ids.length) throw new Refused(kind, 'must be an offer that’s open to you', 'offerIncrementalId')
}

/** As the audit log compares it. It never shows secrets, which headers often are. */
const flat = ({ headers, ...row }: Postback) => ({ ...row, headerSecrets: headers })
