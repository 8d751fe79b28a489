import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import type { Data, Place } from '@/lib/access/matrix'
import { hashPassword } from '@/lib/access/password'
import { beginSecondFactor, makeRecoveryCodes } from '@/lib/access/second-factor'
import { publisherUsersResource } from '@/lib/api/v2/publisher-users.contract'
import { usersResource } from '@/lib/api/v2/users.contract'
import type { Database } from '@/lib/database/client'
import { hashOf } from '@/lib/conversions/hash'
import { eventLog } from '@/lib/events/log'
import { storeTime } from '@/lib/events/sql'
import { postback } from '@/lib/events/tables'
import { recordConversion } from './conversions'
import { catalogRows } from './matrix-rows-catalog'
import { termsRows } from './matrix-rows-terms'
import { customerRows } from './matrix-rows-customers'
import { eventRows } from './matrix-rows-events'
import { linkRows } from './matrix-rows-links'
import { groupRows } from './matrix-rows-groups'
import { postbackRows } from './matrix-rows-postbacks'
import { publisherRows } from './matrix-rows-publishers'
import { giveToken, offerFor, offerRows } from './matrix-rows-offers'
import { trackRows } from './matrix-rows-track'
import { statementRows } from './matrix-rows-statements'
import { resourceRows } from './resource-rows'
import { clickRow, postbackRow } from './rows'
import { idAt, type Person, type World } from './world'

/** What a request is about, in one place: the person's own, someone else's in the organization, or another organization's. */
export type Target = {
  place: Place
  database: Database
  world: World
  /** Refer to it by ID, since numbers are the same in every organization. */
  publisher: { id: string; number: number }
  /** One of the publisher's clicks. */
  clickId: string
  /** One of the publisher's conversions. */
  conversionId: string
  /** One of the publisher's impressions. */
  impressionId: string
  /** For `account`: the caller, or someone else if the place isn't their own. For `users` and `publisherUsers`: a user created for this request. */
  person: Person
  /** What a response about the target contains: part of the person's, the publisher's or the organization's name. */
  mark: string
}

/** A request about the target. `shows` is what the response contains for a caller who can see it: the mark by default, null for nothing. */
export type Ask = { url: string; body?: unknown; shows?: string | null }

/**
 * How to call one operation so that it shows or changes the target if the caller is allowed to. It's called again, with a new target, for each
 * kind of person, place and way in. There are no requests for places where the operation can't refer to the target.
 */
export type MatrixRow = { data: Data | 'anyone'; ask: (target: Target) => Ask[] | Promise<Ask[]> }

const march = 'from=2026-03-01&to=2026-03-31'
const v1 = '/api/v1/clicks?start_date=2026-03-01&end_date=2026-03-31'
const PASSWORD = 'a password of the matrix'
const passwordHash = hashPassword(PASSWORD)

/** For operations on the caller's own account, which can't refer to anyone else. */
function ownAccount(ask: (target: Target) => Ask | Promise<Ask>): MatrixRow {
  return { data: 'account', ask: async (target) => (target.place === 'own' ? [await ask(target)] : []) }
}

async function givePassword({ database, person }: Target): Promise<string> {
  await database.prisma.user.update({ where: { id: person.userId }, data: { passwordHash: await passwordHash } })
  return PASSWORD
}

/** Turns on two-factor authentication. @returns a valid code */
async function giveSecondFactor({ database, world, person }: Target): Promise<string> {
  const owner = { id: person.userId, organizationId: world.organizationId, email: person.email }
  await beginSecondFactor(database.prisma, owner)
  await database.prisma.user.update({ where: { id: person.userId }, data: { totpConfirmedAt: new Date() } })
  return (await makeRecoveryCodes(database.prisma, owner))[0] ?? ''
}

/** Writes an audit log entry that contains the mark. @returns the ID of the entity it's about */
async function leaveTrace({ database, world: { organizationId }, mark }: Target): Promise<string> {
  const entityId = randomUUID()
  await database.prisma.auditEntry.create({
    data: { organizationId, actorEmail: mark, action: 'update', entity: 'publisher', entityId },
  })
  return entityId
}

/** For a report of the network API. */
function reportRow(table: string): MatrixRow {
  return {
    data: 'clicks',
    ask: async ({ database, world: { organizationId }, publisher: { number } }) => {
      const { integration } = database.prisma
      const { id } =
        (await integration.findFirst({ where: { organizationId } })) ??
        (await integration.create({ data: { organizationId, name: 'Main' } }))
      return ['', `&filter[publisher]=${number}`, `&filter[advertiser]=${number}`].map((filter) => ({
        url: `/api/v2/reports/v2/${table}?integration_id=${id}&start_date=2026-03-01&end_date=2026-03-31&page[size]=100${filter}`,
      }))
    },
  }
}

/** Logs a report of the publisher's conversion, about an offer of its advertiser. @returns the entry's ID, and the offer's number */
async function logPostback(target: Target): Promise<{ id: string; offer: number }> {
  const { world, publisher, mark, conversionId, clickId } = target
  const offer = await offerFor(target, publisher.number)
  const time = new Date(`2026-03-1${publisher.number}T11:00:00Z`)
  const row = postbackRow({
    organization: world.organizationId,
    id: idAt(time),
    time: storeTime(time),
    publisher: publisher.number,
    offer,
    click: clickId,
    conversion: conversionId,
    message: mark,
  })
  await eventLog().append(postback, [row])
  return { id: row.id, offer }
}

/** For what someone does with a bulk update of conversions, which only they can see. */
function bulkUpdateRow(act: string): MatrixRow {
  return {
    data: 'conversions',
    ask: async ({ database, world: { organizationId }, person, place }) => {
      if (place !== 'own') return []
      const data = { organizationId, userId: person.userId, status: 'Rejected', matched: 0, total: 0 } as const
      const { id } = await database.prisma.conversionBulkUpdate.create({ data })
      const body = act === '/start' ? { body: {} } : {}
      return [{ url: `/api/v2/conversions/bulk-updates/${id}${act}`, ...body, shows: act === '' ? id : null }]
    },
  }
}

/** A row for every operation, by ID. */
export const matrixRows: Readonly<Record<string, MatrixRow>> = {
  listClicks: {
    data: 'clicks',
    ask: ({ publisher: { number } }) => [
      { url: v1 },
      { url: `${v1}&publisher_id=${number}` },
      { url: `${v1}&advertiser_id=${number}` },
    ],
  },
  clickTable: reportRow('click-table'),
  conversionTable: reportRow('conversion-table'),
  impressionTable: reportRow('impression-table'),
  aggregatedReport: {
    data: 'clicks',
    ask: ({ publisher: { number } }) =>
      ['', `&filter[publisher]=${number}`].map((filter) => ({
        url: `/api/v2/reports/v2/aggregated?start_date=2026-03-01&end_date=2026-03-31&group_by=publisher,advertiser&metrics=clicks${filter}`,
      })),
  },
  postbackTable: {
    data: 'clicks',
    ask: async (target) => {
      const url = '/api/v2/reports/v2/postback-table?start_date=2026-03-01&end_date=2026-03-31&page[size]=100'
      const { offer } = await logPostback(target)
      const { number } = target.publisher
      return ['', `&filter[publisher]=${number}`, `&filter[offer_id]=${offer}`].map((filter) => ({
        url: `${url}${filter}`,
      }))
    },
  },
  updateConversions: {
    data: 'conversions',
    // As documented, updates of conversions that the caller can't change are answered with 200 and left out: conversions.test.ts.
    ask: async ({ database, world: { organizationId }, publisher: { number }, place }) => {
      if (place !== 'own') return []
      const of = clickRow({ organization: organizationId, id: randomUUID(), time: '2026-03-10 12:00:00.000' })
      const made = await recordConversion(
        database,
        { append: async () => {} },
        { ...of, publisher: number, advertiser: number },
      )
      const seen = { tx_id: made.id, conversion_time: made.time.toISOString(), hash: hashOf(made) }
      return [{ url: '/api/v2/conversions', body: { updates: [{ ...seen, status: 'Rejected' }] } }]
    },
  },
  // Of those that match, only the ones that the caller can change do: conversion-bulk-updates.test.ts.
  createConversionBulkUpdate: {
    data: 'conversions',
    ask: ({ publisher: { number }, place }) =>
      place === 'own'
        ? [
            {
              url: '/api/v2/conversions/bulk-updates',
              body: { status: 'Rejected', filters: { range: '7d', advertiser: String(number) } },
              shows: null,
            },
          ]
        : [],
  },
  getConversionBulkUpdate: bulkUpdateRow(''),
  startConversionBulkUpdate: bulkUpdateRow('/start'),
  cancelConversionBulkUpdate: bulkUpdateRow('/cancel'),
  ...customerRows,
  ...eventRows,
  ...trackRows,
  ...linkRows,
  overview: {
    data: 'clicks',
    ask: ({ publisher: { number } }) => [
      { url: `/api/app/overview?${march}` },
      { url: `/api/app/overview?${march}&publisher=${number}` },
      { url: `/api/app/overview?${march}&publisher=-${number}`, shows: null },
    ],
  },
  clicksDaily: {
    data: 'clicks',
    ask: ({ publisher: { number } }) =>
      ['', `&publisher=${number}`, `&advertiser=${number}`].map((filter) => ({
        url: `/api/app/clicks/daily?${march}${filter}`,
      })),
  },
  clicksEvents: {
    data: 'clicks',
    ask: ({ publisher: { number } }) =>
      ['', `&publisher=${number}`, `&advertiser=${number}`].map((filter) => ({
        url: `/api/app/clicks/events?${march}${filter}`,
      })),
  },
  listConversions: {
    data: 'clicks',
    ask: ({ publisher: { number } }) =>
      ['', `&publisher=${number}`, `&advertiser=${number}&status=Approved`].map((filter) => ({
        url: `/api/app/conversions?${march}${filter}`,
      })),
  },
  listImpressions: {
    data: 'clicks',
    ask: ({ publisher: { number } }) =>
      ['', `&publisher=${number}`, `&advertiser=${number}&status=Approved`].map((filter) => ({
        url: `/api/app/impressions?${march}${filter}`,
      })),
  },
  listPostbackLog: {
    data: 'clicks',
    ask: async (target) => {
      const { offer } = await logPostback(target)
      return ['', `&publisher=${target.publisher.number}`, `&offer=${offer}`].map((filter) => ({
        url: `/api/app/postback-log?${march}&per_page=100${filter}`,
      }))
    },
  },
  readLoggedPostback: {
    data: 'clicks',
    ask: async (target) => [{ url: `/api/app/postback-log/${(await logPostback(target)).id}` }],
  },
  readImpression: { data: 'clicks', ask: ({ impressionId }) => [{ url: `/api/app/impressions/${impressionId}` }] },
  readConversion: { data: 'clicks', ask: ({ conversionId }) => [{ url: `/api/app/conversions/${conversionId}` }] },
  clickDetails: { data: 'clicks', ask: ({ clickId }) => [{ url: `/api/app/clicks/${clickId}` }] },
  filterValues: {
    data: 'clicks',
    ask: () =>
      ['publisher', 'advertiser', 'device'].map((dimension) => ({
        url: `/api/app/values?dimension=${dimension}&${march}`,
      })),
  },
  recordFigures: {
    data: 'clicks',
    ask: ({ publisher: { number } }) =>
      ['publisher', 'advertiser'].map((dimension) => ({
        url: `/api/app/figures?dimension=${dimension}&ids=${number}&${march}`,
        shows: null,
      })),
  },
  subIdClicks: {
    data: 'clicks',
    ask: ({ publisher: { number } }) => [
      { url: `/api/app/sub-id-clicks?sub_ids=a&publisher=${number}&${march}`, shows: null },
    ],
  },
  listPublisherChoices: {
    data: 'clicks',
    ask: ({ mark }) =>
      ['', `?q=${encodeURIComponent(mark)}`].map((query) => ({ url: `/api/app/publishers${query}`, shows: null })),
  },
  listOfferChoices: {
    data: 'publisherTerms',
    ask: ({ publisher }) => [{ url: `/api/app/publishers/${publisher.id}/offers`, shows: null }],
  },

  listApiKeys: { data: 'account', ask: ({ person }) => [{ url: '/api/app/api-keys', shows: person.keyId }] },
  createApiKey: ownAccount(() => ({ url: '/api/app/api-keys', body: { name: 'made in the matrix' } })),
  updateApiKey: {
    data: 'account',
    ask: ({ person }) => [
      { url: `/api/app/api-keys/${person.keyId}`, body: { allowed_origins: ['https://app.example.com'] } },
    ],
  },
  rotateApiKey: {
    data: 'account',
    ask: ({ person }) => [{ url: `/api/app/api-keys/${person.keyId}/rotate`, body: { overlap_hours: 1 } }],
  },
  revokeApiKey: { data: 'account', ask: ({ person }) => [{ url: `/api/app/api-keys/${person.keyId}` }] },
  getProfile: { data: 'account', ask: ({ person }) => [{ url: '/api/app/profile', shows: person.email }] },
  updateProfile: ownAccount(() => ({ url: '/api/app/profile', body: { phone: '+49 30 123456' } })),
  changePassword: ownAccount(async (target) => ({
    url: '/api/app/password',
    body: { old_password: await givePassword(target), password: 'another long one' },
  })),
  requestEmailChange: ownAccount(async (target) => ({
    url: '/api/app/email-change',
    body: { email: `new-${target.person.email}`, password: await givePassword(target) },
  })),
  getSecondFactor: ownAccount(() => ({ url: '/api/app/second-factor', shows: null })),
  setUpSecondFactor: ownAccount(async (target) => ({
    url: '/api/app/second-factor',
    body: { password: await givePassword(target) },
  })),
  confirmSecondFactor: ownAccount(async ({ database, world, person }) => {
    const begun = await beginSecondFactor(database.prisma, {
      id: person.userId,
      organizationId: world.organizationId,
      email: person.email,
    })
    return {
      url: '/api/app/second-factor/confirm',
      body: { code: new TOTP({ secret: begun?.secret ?? '' }).generate() },
    }
  }),
  disableSecondFactor: ownAccount(async (target) => ({
    url: '/api/app/second-factor/disable',
    body: { code: await giveSecondFactor(target) },
  })),
  renewRecoveryCodes: ownAccount(async (target) => ({
    url: '/api/app/second-factor/recovery-codes',
    body: { code: await giveSecondFactor(target) },
  })),
  listSessions: { data: 'account', ask: ({ person }) => [{ url: '/api/app/sessions', shows: person.sessionId }] },
  endSession: { data: 'account', ask: ({ person }) => [{ url: `/api/app/sessions/${person.sessionId}` }] },
  endOtherSessions: ownAccount(() => ({ url: '/api/app/sessions' })),

  ...resourceRows(usersResource, {
    data: 'users',
    path: () => '/api/v2/users',
    item: ({ person }) => person.userId,
    query: ({ person }) => `filter[email]=${person.email}`,
    body: ({ place }) =>
      place === 'own' ? { email: `${randomUUID()}@example.com`, role: 'admin', password: 'long enough 123' } : null,
    change: { city: 'Bonn', role: 'admin' },
  }),
  ...resourceRows(publisherUsersResource, {
    data: 'publisherUsers',
    path: ({ publisher }) => `/api/v2/publishers/${publisher.id}/users`,
    item: ({ person }) => person.userId,
    query: ({ person }) => `filter[email]=${person.email}`,
    body: () => ({ email: `${randomUUID()}@example.com` }),
    change: { notes: 'hello' },
  }),

  signUserOut: { data: 'publisherUsers', ask: ({ person }) => [{ url: `/api/app/users/${person.userId}/sign-out` }] },
  resetUserSecondFactor: {
    data: 'publisherUsers',
    async ask(target) {
      await giveSecondFactor(target)
      return [{ url: `/api/app/users/${target.person.userId}/reset-second-factor` }]
    },
  },
  inviteUser: { data: 'publisherUsers', ask: ({ person }) => [{ url: `/api/app/users/${person.userId}/invite` }] },

  ...catalogRows,
  ...termsRows,
  ...groupRows,
  ...publisherRows,
  ...postbackRows,
  ...offerRows,
  ...statementRows,

  getOrganization: {
    data: 'organization',
    ask: ({ place }) => (place === 'own' ? [{ url: '/api/app/organization' }] : []),
  },
  updateOrganization: {
    data: 'organization',
    ask: ({ place }) => (place === 'own' ? [{ url: '/api/app/organization', body: { retention_days: 365 } }] : []),
  },
  listMissingRates: {
    data: 'organization',
    ask: ({ place }) => (place === 'own' ? [{ url: '/api/app/missing-exchange-rates', shows: 'data' }] : []),
  },
  getPostbackToken: {
    data: 'organization',
    ask: async (target) => {
      if (target.place !== 'own') return []
      await giveToken(target, null)
      return [{ url: '/api/app/postback-token', shows: 'created_at' }]
    },
  },
  replacePostbackToken: {
    data: 'organization',
    ask: ({ place }) => (place === 'own' ? [{ url: '/api/app/postback-token', body: {} }] : []),
  },
  listAudit: {
    data: 'organization',
    ask: async (target) => [{ url: `/api/app/audit?filter[entity_id]=${await leaveTrace(target)}` }],
  },
  exportAudit: {
    data: 'organization',
    ask: async (target) => [{ url: `/api/app/audit/export?filter[entity_id]=${await leaveTrace(target)}` }],
  },

  setup: {
    data: 'anyone',
    ask: () => [
      {
        url: '/api/app/setup',
        body: {
          code: 'X',
          organization: 'X',
          timezone: 'UTC',
          currency: 'EUR',
          first_name: 'A',
          last_name: 'B',
          email: 'a@b.example',
          password: 'long enough 123',
        },
      },
    ],
  },
  trackClick: {
    data: 'anyone',
    ask: () => [{ url: '/api/track/click', body: { domain: 'nobodys.example', key: 'sale' } }],
  },
  confirmEmailChange: {
    data: 'anyone',
    ask: () => [{ url: '/api/app/email-change/confirm', body: { token: 'no such token' } }],
  },
  undoEmailChange: {
    data: 'anyone',
    ask: () => [{ url: '/api/app/email-change/undo', body: { token: 'no such token', password: 'long enough 123' } }],
  },
  acceptInvitation: {
    data: 'anyone',
    ask: () => [{ url: '/api/app/invitation', body: { token: 'no such token', password: 'long enough 123' } }],
  },
  requestPasswordReset: {
    data: 'anyone',
    ask: () => [{ url: '/api/app/password-reset', body: { email: 'nobody@nowhere.example' } }],
  },
  resetPassword: {
    data: 'anyone',
    ask: () => [
      { url: '/api/app/password-reset/confirm', body: { token: 'no such token', password: 'long enough 123' } },
    ],
  },
  requestSignInLink: {
    data: 'anyone',
    ask: () => [{ url: '/api/app/sign-in-link', body: { email: 'nobody@nowhere.example' } }],
  },
}
