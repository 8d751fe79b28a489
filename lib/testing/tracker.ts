import { randomUUID } from 'node:crypto'
import { createServer, request as send, Agent, type IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import {
  createAdvertisers,
  createCampaigns,
  createIntegrations,
  createNetworks,
  createOffers,
  createOrganization,
  createPublishers,
  setApprovals,
} from './catalog'
import type { AddressLists } from '@/lib/address-lists'
import { openPostbackSecret } from '@/lib/access/postback-secrets'
import { followCatalog } from '@/lib/catalog/snapshot'
import { createRecorder } from '@/lib/conversions/recorder'
import type { EventLog } from '@/lib/events/log'
import { sql, value } from '@/lib/events/sql'
import { click, impression, postback, type ClickRow, type ImpressionRow, type PostbackRow } from '@/lib/events/tables'
import type { Outbound } from '@/lib/outbound/client'
import { startCalls } from '@/lib/outbound/calls'
import { handlePostbacks } from '@/lib/postbacks/handling'
import { countUsed } from '@/lib/tracking/cap-clicks'
import { openCaps } from '@/lib/tracking/cap-upkeep'
import { openGeo } from '@/lib/tracking/geo'
import { openSalts } from '@/lib/tracking/salts'
import { createTracker } from '@/lib/tracking/tracker'
import { testDatabase, type TestDatabase } from './database'
import { testEventLog } from './events'

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; location: string }

/** A real server with a tracker, on real stores. `append` replaces the event log's. */
export async function startTracker({
  now,
  append,
  appendImpression,
  lists,
  outbound,
  conversionLog,
  appendPostback,
}: {
  now?: () => number
  append?: (row: ClickRow) => Promise<void>
  appendImpression?: (row: ImpressionRow) => Promise<void>
  lists?: AddressLists
  /** Calls what offers and postbacks say. */
  outbound?: Outbound
  /** The event log as conversions see it. */
  conversionLog?: Pick<EventLog, 'append' | 'query'>
  /** Replaces the event log's for postbacks. */
  appendPostback?: (row: PostbackRow) => Promise<void>
} = {}) {
  const database = await testDatabase()
  const events = await testEventLog()
  const furniture = await furnish(database)
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const followed = await followCatalog(database, { log })
  const salts = await openSalts(database, { now, log })
  const pace = { save: 1, take: 1, look: 50, patience: 2000 }
  const postbacks = handlePostbacks({ database, events, openSecret: openPostbackSecret })
  const calls = outbound && startCalls({ database, outbound, postbacks, log, pace })
  const { caps, close: closeCaps } = await openCaps({
    database,
    catalog: followed.catalog,
    holder: randomUUID(),
    countUsed: (leases, own) => countUsed(events, leases, own),
    now,
    log,
  })
  const recorder = createRecorder({
    database,
    events: conversionLog ?? events,
    catalog: followed.catalog,
    log,
    now,
  })
  const tracker = createTracker({
    catalog: followed.catalog,
    append: append ?? ((row) => events.append(click, [row])),
    appendImpression: appendImpression ?? ((row) => events.append(impression, [row])),
    salts,
    caps,
    geo: await openGeo(),
    lists,
    calls,
    conversions: {
      record: (report) => recorder.record(report),
      append: appendPostback ?? ((row) => events.append(postback, [row])),
    },
    trustProxy: 'loopback',
    now,
    log,
  })
  const server = createServer((request, response) => {
    if (!tracker.handle(request, response)) response.writeHead(418).end('not a tracking path')
  })
  // A busy machine takes long between two requests on a connection.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  const agent = new Agent({ keepAlive: true })

  const get = (
    path: string,
    { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = send({ port, path, method, agent, headers: { 'user-agent': CHROME, ...headers } }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text,
            location: response.headers.location ?? '',
          }),
        )
      })
      request.on('error', reject)
      request.end(body)
    })

  return {
    ...furniture,
    database,
    catalog: followed.catalog,
    tracker,
    recorder,
    events,
    calls,
    lines,
    port,
    get,
    /** The stored clicks of both organizations. */
    stored: () =>
      events.query({
        work: 'test',
        sql: sql`SELECT * FROM click WHERE organization IN ${value('Array(UUID)', [furniture.organization.id, furniture.other.id])}`,
        row: z.looseObject({ id: z.string() }),
      }),
    close: async () => {
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
      await tracker.drain()
      await recorder.drain()
      await calls?.stop()
      await closeCaps()
      await followed.close()
      await salts.close()
    },
  }
}

export type StartedTracker = Awaited<ReturnType<typeof startTracker>>

/** A small catalog with one offer of every kind that screening distinguishes, and a second organization with the same numbers. */
async function furnish(database: TestDatabase) {
  const organization = await createOrganization(database, {
    name: 'Acme',
    timezone: 'Asia/Kathmandu',
    ipStorage: 'anonymised',
  })
  const other = await createOrganization(database, { name: 'Other' })
  const [network] = await createNetworks(database, organization.id, [{ name: 'Awin' }])
  const [advertiser, closed] = await createAdvertisers(database, organization.id, [
    { name: 'Shoes', networkId: network?.id },
    { name: 'Closed', active: false },
  ])
  const [publisher, paused] = await createPublishers(database, organization.id, [
    { name: 'Daily Deals' },
    { name: 'Paused', active: false },
  ])
  const [integration] = await createIntegrations(database, organization.id, [{ name: 'Main' }])
  if (!network || !advertiser || !closed || !publisher || !paused || !integration) throw new Error('Missing test data')
  const offer = (name: string, values: object = {}) => ({
    name,
    integrationId: integration.id,
    advertiserId: advertiser.id,
    currency: 'EUR',
    landingPages: [{ name: 'Main', redirectUrl: 'https://shop.example/land?cid={click_id}&s={sub_id}' }],
    ...values,
  })
  const fallbackUrl = 'https://fallback.example/?from={offer_id}&id={transaction_id}'
  const offers = await createOffers(database, organization.id, [
    offer('Open', { payoutType: 'CPC', payout: '0.15', revenueType: 'RPC', revenue: '0.25' }),
    offer('Inactive', { active: false, payoutType: 'CPC', payout: '1' }),
    offer('Inactive with fallback', { active: false, fallbackUrl }),
    offer('Of a closed advertiser', { advertiserId: closed.id }),
    offer('Private', { visibility: 'Private', fallbackUrl }),
    offer('On request', { visibility: 'Requires_Approval' }),
    offer('Approved', { visibility: 'Private' }),
    offer('Deep', { deepLinkEnabled: true, deepLinkHosts: ['shop.example'], fallbackUrl }),
    offer('Without pages', { landingPages: [] }),
    offer('Deep without pages', { landingPages: [], deepLinkEnabled: true, deepLinkHosts: ['shop.example'] }),
    offer('Many pages', {
      landingPages: [
        { name: 'Off', redirectUrl: 'https://shop.example/off', active: false },
        { name: 'First', redirectUrl: 'https://shop.example/first' },
        { name: 'Second', redirectUrl: 'https://shop.example/second' },
      ],
    }),
    offer('Archived'),
    offer('Not per click', { payoutType: 'CPA', payout: '20', revenueType: 'RPA', revenue: '30' }),
  ])
  const named = new Map(offers.map((each) => [each.name, each]))
  const of = (name: string) => {
    const found = named.get(name)
    if (!found) throw new Error(`There's no offer ${name}`)
    return found
  }
  await database.prisma.offer.update({ where: { id: of('Archived').id }, data: { archived: true } })
  await setApprovals(database, organization.id, [
    { offerId: of('Approved').id, publisherId: publisher.id, status: 'Approved' },
    { offerId: of('On request').id, publisherId: publisher.id, status: 'Pending' },
  ])
  const [campaign] = await createCampaigns(database, organization.id, [
    { publisherId: publisher.id, externalId: 'spring 7', name: 'Spring', kind: 'broadcast', channel: 'email' },
  ])
  if (!campaign) throw new Error('Missing test data')

  const [otherAdvertiser] = await createAdvertisers(database, other.id, [{ name: 'Hats' }])
  const [otherPublisher] = await createPublishers(database, other.id, [{ name: 'Daily Deals' }])
  const [otherIntegration] = await createIntegrations(database, other.id, [{ name: 'Main' }])
  if (!otherAdvertiser || !otherPublisher || !otherIntegration) throw new Error('Missing test data')
  const [otherOffer] = await createOffers(database, other.id, [
    {
      name: 'Open',
      integrationId: otherIntegration.id,
      advertiserId: otherAdvertiser.id,
      landingPages: [{ name: 'Main', redirectUrl: 'https://hats.example/' }],
    },
  ])
  if (!otherOffer) throw new Error('Missing test data')
  return {
    organization,
    other,
    network,
    integration,
    advertiser,
    publisher,
    paused,
    campaign,
    of,
    otherOffer,
    otherPublisher,
  }
}
