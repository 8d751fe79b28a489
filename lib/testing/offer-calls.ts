import { expect } from 'vitest'
import { offers } from '@/lib/api/v2/offers'
import { send } from './api'
import { testDatabase } from './database'
import { testEventLog } from './events'
import { createWorld, type World } from './world'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { status?: number; key?: string; headers?: Record<string, string>; at?: string }
type Related = { integration: string; targetingGroup: string; fraudGroups: [string, string]; tag: string }

/** An error about a field. */
export const fault = (field: string, message: RegExp) => ({
  error: { details: [{ field, message: expect.stringMatching(message) }] },
})

/** Requests about the offers of an integration, in an organization with what offers refer to. `theirs` is another organization's. */
export async function offerCalls() {
  const database = await testDatabase()
  const events = await testEventLog()
  const world = await createWorld(database, events)
  const mine = await createRelated(world)
  const theirs = await createRelated(await createWorld(database, events))
  const { integration } = mine
  const { organizationId: ours } = world
  await database.prisma.trackingDomain.create({ data: { organizationId: ours, host: 'example.com' } })
  await database.prisma.trackingDomain.create({ data: { organizationId: ours, host: 'off.example', active: false } })

  async function createRelated({ organizationId }: World): Promise<Related> {
    const { prisma } = database
    const idOf = async (made: Promise<{ id: string }>) => (await made).id
    const fraudGroup = (name: string) => idOf(prisma.fraudFilterGroup.create({ data: { organizationId, name } }))
    return {
      integration: await idOf(prisma.integration.create({ data: { organizationId, name: 'Main' } })),
      targetingGroup: await idOf(prisma.targetingGroup.create({ data: { organizationId, name: 'Europe' } })),
      fraudGroups: [await fraudGroup('Bots'), await fraudGroup('Proxies')],
      tag: await idOf(prisma.tag.create({ data: { organizationId, name: 'Summer', color: 'blue' } })),
    }
  }

  async function ask(method: Method, path: string, body?: unknown, options: Options = {}) {
    const { status = 200, key = world.admin.key, headers, at = integration } = options
    const url = `/api/v2/integrations/${at}/offers${path}`
    const reply = await send(method, url, { headers: { 'API-KEY': key, ...headers }, body })
    expect(reply.status, JSON.stringify(reply.body)).toBe(status)
    return reply.body
  }

  const list = async (query: string) => offers.list.contract.response.parse(await ask('GET', query))
  const numbers = async (query: string) => (await list(query)).data.map((offer) => offer.id)
  const get = async (id: string) => offers.read.contract.response.parse(await ask('GET', `/${id}`)).data
  const create = async (body: object = {}) =>
    offers.create.contract.response.parse(await ask('POST', '', { name: 'Boots', advertiser_id: 1, ...body }))
      .created_item_id
  const patch = (id: string, body: object, options: Options = {}) => ask('PATCH', `/${id}`, body, options)
  const setAdvertiser = (incrementalId: number, archived: boolean) =>
    database.prisma.advertiser.updateMany({
      where: { organizationId: world.organizationId, incrementalId },
      data: { archived },
    })

  /** The document's own request sample. IDs must exist, and the URL it prints as "string" must be one. */
  const sample = () => ({
    active: true,
    advertiser_id: 2,
    allow_duplicate_conversions: false,
    block_on_reject: false,
    conversion_name: 'Sale',
    currency: 'USD',
    deep_link_enabled: false,
    default_payout: {
      payout_type: 'CPAxCPS',
      payout: 5,
      payout_percent: 2.5,
      revenue_type: 'RPAxRPS',
      revenue: 10.000001,
      revenue_percent: 4,
    },
    description: 'Summer promotion offer',
    enable_js_tracking: false,
    fallback_url: 'https://fallback.example.com',
    impression_forwarding_enabled: false,
    impression_forwarding_url: 'https://impressions.example.com',
    manually_approve_conversions: false,
    name: 'Summer Campaign 2025',
    offer_preview_enabled: false,
    parallel_tracking_enabled: false,
    parallel_tracking_url: 'https://track.example.com',
    primary_domain: 'example.com',
    restriction_note: 'string',
    targeting_group_id: mine.targetingGroup,
    targeting_simple_enabled: false,
    terms_and_conditions: 'string',
    terms_and_conditions_enabled: false,
    view_through_attribution_enabled: false,
    visibility: 'Public',
  })

  /** Fields beside the document's body. */
  const more = () => ({
    external_id: 'sku-1',
    attribution_window_days: 7,
    view_through_window_hours: 48,
    cookie_tracking_enabled: true,
    hold_days: 30,
    categories: ['Fashion', 'Shoes'],
    deep_link_hosts: ['shop.example.com'],
    fallback_urls: { cap: 'https://cap.example.com/{click_id}' },
    simple_targeting: { country: { include: ['DE'], exclude: [] } },
    tag_ids: [mine.tag],
    fraud_filter_group_ids: mine.fraudGroups,
  })

  return {
    database,
    events,
    world,
    mine,
    theirs,
    integration,
    ask,
    list,
    numbers,
    get,
    create,
    patch,
    setAdvertiser,
    sample,
    more,
  }
}
