import { randomInt } from 'node:crypto'
import { newPostbackSecret, openPostbackSecret } from '@/lib/access/postback-secrets'
import {
  postbacksResource,
  readPostbackSecret,
  replacePostbackSecret,
  retryPostback,
  testPostback,
} from '@/lib/api/v2/postbacks.contract'
import { newUuid } from '@/lib/uuid'
import type { MatrixRow, Target } from './matrix-rows'
import { resourceRows } from './resource-rows'

// Rows of postbacks: lib/testing/matrix-rows.ts.

const path = '/api/v2/postbacks'
const call = { name: 'made in the matrix', trigger: 'conversion', url: 'https://postbacks.invalid/' } as const

/** Creates a postback of the publisher, whose postback manager is on. */
async function postbackOf({ database, world: { organizationId }, publisher }: Target) {
  await database.prisma.publisher.updateMany({
    where: { id: publisher.id, postbackManagerEnabled: false },
    data: { postbackManagerEnabled: true },
  })
  const id = newUuid()
  const of = { organizationId, publisherId: publisher.id, incrementalId: randomInt(1_000_000, 2_000_000_000) }
  return database.prisma.postback.create({ data: { ...call, ...of, id, secret: newPostbackSecret(id) } })
}

export const postbackRows: Readonly<Record<string, MatrixRow>> = {
  ...resourceRows(postbacksResource, {
    data: 'postbacks',
    path: () => path,
    item: async (target) => (await postbackOf(target)).id,
    query: ({ publisher }) => `filter[publisher_incremental_id]=${publisher.number}`,
    body: ({ publisher }) => ({ ...call, publisher_incremental_id: publisher.id }),
    change: { delay_seconds: 60 },
  }),
  // All offers that aren't archived, or that are open to the caller's publisher: postbacks.test.ts.
  listPostbackOffers: { data: 'postbacks', ask: () => [{ url: '/api/app/postback-offers?q=nothing', shows: null }] },
  [readPostbackSecret.id]: {
    data: 'postbackSecrets',
    ask: async (target) => {
      const { id, secret } = await postbackOf(target)
      return [{ url: `${path}/${id}/secret`, shows: openPostbackSecret(id, secret) }]
    },
  },
  [replacePostbackSecret.id]: {
    data: 'postbackSecrets',
    ask: async (target) => [{ url: `${path}/${(await postbackOf(target)).id}/secret`, body: {} }],
  },
  [testPostback.id]: {
    data: 'postbackSecrets',
    ask: async (target) => [{ url: `${path}/${(await postbackOf(target)).id}/test`, body: {} }],
  },
  [retryPostback.id]: {
    data: 'postbackSecrets',
    ask: async (target) => {
      const { id: targetId, organizationId } = await postbackOf(target)
      const given = {
        id: newUuid(),
        kind: 'postback',
        uniqueKey: targetId,
        url: call.url,
        host: 'postbacks.invalid',
      } as const
      const stored = { ...given, organizationId, targetId, retryAt: new Date('2100-01-01') }
      await target.database.prisma.outgoingCall.create({ data: stored })
      return [{ url: `${path}/${targetId}/calls/${stored.id}/retry`, body: {} }]
    },
  },
}
