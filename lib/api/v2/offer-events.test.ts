import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fault, offerPartCalls } from '@/lib/testing/offer-part-calls'
import { offerEvents } from './offer-events'

// Contract: OfferEvents in the Integr8 document. Access by role: isolation-offers.test.ts.

const { database, world, other, current, ask, actionsOf, archiveOffer } = await offerPartCalls()

const event = async (id: string) => offerEvents.read.contract.response.parse(await ask('GET', `events/${id}`)).data
const createEvent = async (body: object) =>
  offerEvents.create.contract.response.parse(await ask('POST', 'events', { name: 'Lead', ...body })).created_item_id

describe('offer events', () => {
  /** The document's own request sample. */
  const sample = {
    active: true,
    allow_multiple_events: false,
    description: 'User submits lead form',
    manually_approve_events: false,
    name: 'Lead Signup',
    payout: 5,
    payout_percent: 0,
    payout_type: 'CPA',
    revenue: 10,
    revenue_percent: 0,
    revenue_type: 'RPA',
  }

  test('the document’s sample is created, read, updated, listed, deleted, and restored', async () => {
    const fraudGroup = await database.prisma.fraudFilterGroup.create({
      data: { organizationId: world.organizationId, name: 'Bots' },
    })
    const id = await createEvent({ ...sample, fraud_filter_group_ids: [fraudGroup.id] })
    const made = await event(id)
    expect(made).toEqual({
      ...sample,
      id,
      incremental_id: expect.any(Number),
      organization: world.organizationId,
      offer_id: current.offer.incrementalId,
      offer: { id: current.offer.id, incremental_id: current.offer.incrementalId, name: 'Boots' },
      fraud_filter_group_ids: [fraudGroup.id],
      fraud_filter_groups: [{ id: fraudGroup.id, name: 'Bots' }],
      archived: false,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      last_updated_by: world.admin.userId,
    })
    expect((await event(await createEvent({}))).incremental_id).toBe(made.incremental_id + 1)
    expect(await ask('PATCH', `events/${made.incremental_id}`, { ...sample, name: 'Sale', active: false })).toEqual({})
    expect(await event(id)).toMatchObject({ ...sample, name: 'Sale', active: false })
    const listed = async (query: string) =>
      offerEvents.list.contract.response.parse(await ask('GET', `events?${query}`)).data.map((row) => row.id)
    expect(await listed('filter[payout][gte]=5&filter[active]=false')).toEqual([id])
    expect(await listed('q=sale')).toEqual([id])
    await ask('DELETE', `events/${id}`)
    expect(await listed('filter[name]=Sale')).toEqual([])
    expect(await listed('filter[archived]=true')).toEqual([id])
    await ask('PATCH', `events/${id}`, { archived: false, fraud_filter_group_ids: [] })
    expect(await event(id)).toMatchObject({ archived: false, fraud_filter_groups: [] })
    expect(await actionsOf(id)).toEqual([
      'create offerEvent',
      'deactivate offerEvent',
      'archive offerEvent',
      'restore offerEvent',
    ])
  })

  test('work form-encoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const form = 'name=Upsell&payout_type=CPAxCPS&payout=1.10&payout_percent=2.5&allow_multiple_events=1'
    const made = offerEvents.create.contract.response.parse(await ask('POST', 'events', form, { headers }))
    expect(await event(made.created_item_id)).toMatchObject({
      name: 'Upsell',
      payout_type: 'CPAxCPS',
      payout: 1.1,
      payout_percent: 2.5,
      allow_multiple_events: true,
    })
  })

  test.each([
    [{ name: undefined }, 'name', /./],
    [{ name: ' ' }, 'name', /must not be empty/],
    [{ description: 'x'.repeat(2001) }, 'description', /at most 2000/],
    [{ payout_type: 'RPA' }, 'payout_type', /one of CPA, CPS, CPAxCPS, CPC, CPM, PRV/],
    [{ revenue_type: 'CPA' }, 'revenue_type', /one of RPA, RPS, RPAxRPS, RPC, RPM/],
    [{ payout_type: 'CPS', payout: 1 }, 'payout', /must be 0 for CPS/],
    [{ payout_type: 'CPC', payout_percent: 1 }, 'payout_percent', /must be 0 for CPC/],
    [{ revenue_type: 'RPM', revenue_percent: 1 }, 'revenue_percent', /must be 0 for RPM/],
    [{ revenue: -1 }, 'revenue', /0 or more/],
    [{ payout_percent: 100.5 }, 'payout_percent', /from 0 to 100/],
    [{ manually_approve_events: 'maybe' }, 'manually_approve_events', /true or false/],
    [{ fraud_filter_group_ids: [randomUUID()] }, 'fraud_filter_group_ids', /No fraud filter group/],
    [{ currency: 'EUR' }, 'currency', /./],
  ])('can’t be created with %j', async (wrong, field, message) => {
    const body = { name: 'Lead', ...wrong }
    expect(await ask('POST', 'events', body, { status: 400 })).toMatchObject(fault(field, message))
  })

  test('are checked together with what an update doesn’t change, and take If-Match', async () => {
    const id = await createEvent(sample)
    const { updated_at: seen } = await event(id)
    expect(await ask('PATCH', `events/${id}`, { payout_type: 'PRV' }, { status: 400 })).toMatchObject(
      fault('payout', /must be 0 for PRV/),
    )
    const headers = { 'If-Match': seen }
    await ask('PATCH', `events/${id}`, { payout_type: 'PRV', payout: 0, payout_percent: 80 }, { headers })
    await ask('PATCH', `events/${id}`, { name: 'Lost' }, { headers, status: 412 })
    await ask('DELETE', `events/${id}`, undefined, { headers, status: 412 })
    expect(await event(id)).toMatchObject({ name: 'Lead Signup', payout_type: 'PRV', payout_percent: 80 })
  })

  test('belong to their offer, which can’t be archived', async () => {
    const id = await createEvent({})
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { name: 'X' }],
      ['DELETE', undefined],
    ] as const) {
      await ask(method, `events/${id}`, body, { of: other.id, status: 404 })
      await ask(method, `events/${id}`, body, { of: randomUUID(), status: 404 })
      await ask(method, 'events/abc', body, { status: 404 })
    }
    await ask('DELETE', `events/${id}`)
    await archiveOffer(true)
    const restore = { error: { message: expect.stringContaining('This offer is archived') } }
    expect(await ask('POST', 'events', { name: 'X' }, { status: 402 })).toMatchObject(restore)
    expect(await ask('PATCH', `events/${id}`, { archived: false }, { status: 402 })).toMatchObject(restore)
  })
})
