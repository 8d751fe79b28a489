import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '@/lib/testing/database'
import { Prisma, type PrismaClient } from '@/lib/database/generated/client'
import {
  guardedOperations,
  organizationTransaction,
  tenantKeys,
  type OrganizationClient,
  type OrganizationTransaction,
} from './organization'

const database = await testDatabase()
const { prisma } = database
const a = await prisma.organization.create({ data: { slug: 'a', name: 'A' } })
const b = await prisma.organization.create({ data: { slug: 'b', name: 'B' } })
const A = database.forOrganization(a.id)
const B = database.forOrganization(b.id)

type Row = Record<string, unknown>
/** One row of a tenant table: what identifies it, and a change it allows. */
type Sample = { where: Row; change: Row }

/** A row of every tenant table. The completeness test below fails if a model is missing. Uses the scoped client, to show that it can create them. */
async function samples(client: OrganizationClient, organizationId: string): Promise<Record<string, Sample>> {
  const mark = organizationId.slice(-6)
  const named = { organizationId, incrementalId: 1, slug: 'one', name: `one ${mark}` }
  const network = await client.network.create({ data: named })
  const advertiser = await client.advertiser.create({ data: { ...named, networkId: network.id } })
  const publisher = await client.publisher.create({ data: named })
  const integration = await client.integration.create({ data: { organizationId, name: 'main' } })
  const offer = await client.offer.create({
    data: { ...named, advertiserId: advertiser.id, integrationId: integration.id },
  })
  const landingPage = await client.landingPage.create({
    data: { organizationId, incrementalId: 1, name: 'main', offerId: offer.id, redirectUrl: 'https://example.com/' },
  })
  const tested = { organizationId, landingPageId: landingPage.id }
  await client.landingPageHealth.create({ data: { ...tested, dueAt: new Date() } })
  const approval = { organizationId, offerId: offer.id, publisherId: publisher.id }
  await client.offerApproval.create({ data: { ...approval, status: 'Approved' } })
  // Nothing says that targets differ between organizations.
  const called = { organizationId, kind: 'impression', targetId: '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4' } as const
  await client.callTotal.create({ data: called })
  const url = 'https://example.com/'
  const outgoingCall = await client.outgoingCall.create({
    data: { ...called, id: randomUUID(), uniqueKey: 'x', url, host: 'example.com', retryAt: new Date() },
  })
  const deliveredCall = await client.deliveredCall.create({
    data: { organizationId, id: randomUUID(), targetId: called.targetId, call: {}, deliveredAt: new Date() },
  })
  const offerEvent = await client.offerEvent.create({
    data: { organizationId, incrementalId: 1, offerId: offer.id, name: 'main' },
  })
  const tag = await client.tag.create({ data: { organizationId, name: 'main' } })
  const tagged = { organizationId, tagId: tag.id }
  const advertiserTag = await client.advertiserTag.create({ data: { ...tagged, advertiserId: advertiser.id } })
  const publisherTag = await client.publisherTag.create({ data: { ...tagged, publisherId: publisher.id } })
  const offerTag = await client.offerTag.create({ data: { ...tagged, offerId: offer.id } })
  const trackingDomain = await client.trackingDomain.create({ data: { organizationId, host: `${mark}.example` } })
  const publisherTrackingDomain = await client.publisherTrackingDomain.create({
    data: { organizationId, publisherId: publisher.id, trackingDomainId: trackingDomain.id },
  })
  const targetingGroup = await client.targetingGroup.create({ data: { organizationId, name: 'main' } })
  const fraudFilterGroup = await client.fraudFilterGroup.create({ data: { organizationId, name: 'main' } })
  const filtered = { organizationId, fraudFilterGroupId: fraudFilterGroup.id }
  const offerFraudFilterGroup = await client.offerFraudFilterGroup.create({ data: { ...filtered, offerId: offer.id } })
  const offerEventFraudFilterGroup = await client.offerEventFraudFilterGroup.create({
    data: { ...filtered, offerEventId: offerEvent.id },
  })
  const publisherSubId = await client.publisherSubId.create({
    data: { organizationId, publisherId: publisher.id, externalId: 'x', name: 'x' },
  })
  const blockedSubId = await client.blockedSubId.create({ data: { ...approval, subId: 'x' } })
  const customPayout = await client.customPayout.create({ data: approval })
  const customThrottle = await client.customThrottle.create({ data: { ...approval, throttlePercentage: 10 } })
  const cap = await client.cap.create({
    data: { organizationId, offerId: offer.id, metric: 'Clicks', period: 'Day', limit: 10 },
  })
  const window = { organizationId, capId: cap.id, start: new Date(0) }
  await client.capWindow.create({ data: window })
  const capLease = await client.capLease.create({
    data: { organizationId, capId: cap.id, windowStart: new Date(0), holder: cap.id, amount: 1, expiresAt: new Date() },
  })
  const exchangeRate = await client.exchangeRate.create({
    data: { organizationId, from: 'USD', to: 'EUR', rate: 0.9, validFrom: new Date(0) },
  })
  const statement = await client.statement.create({
    data: {
      organizationId,
      incrementalId: 1,
      publisherId: publisher.id,
      month: new Date(0),
      currency: 'EUR',
    },
  })
  const ofStatement = { organizationId, statementId: statement.id }
  const statementLine = await client.statementLine.create({
    data: { ...ofStatement, position: 1, kind: 'clicks', month: new Date(0), name: 'main', count: 1, amount: 1 },
  })
  const statementAdjustment = await client.statementAdjustment.create({
    data: { ...ofStatement, reason: 'main', amount: 1 },
  })
  const postback = await client.postback.create({
    data: {
      ...approval,
      incrementalId: 1,
      name: 'main',
      trigger: 'click',
      url: 'https://example.com/',
      secret: Buffer.from(mark),
    },
  })
  const campaign = await client.campaign.create({
    data: { organizationId, publisherId: publisher.id, externalId: 'x', name: 'x', kind: 'flow', channel: 'email' },
  })
  const folder = await client.folder.create({ data: { organizationId, name: 'main' } })
  const link = await client.link.create({
    data: { organizationId, domain: '', key: mark, lookupKey: mark, url: 'https://example.com/', folderId: folder.id },
  })
  const linkTag = await client.linkTag.create({ data: { ...tagged, linkId: link.id } })
  const user = await client.user.create({
    data: { organizationId, email: `p@${mark}.example`, role: 'publisher', publisherId: publisher.id },
  })
  const session = await client.session.create({ data: { organizationId, userId: user.id, expiresAt: new Date() } })
  const apiKey = await client.apiKey.create({
    data: { organizationId, userId: user.id, name: 'k', prefix: 'k', hash: Buffer.from(organizationId) },
  })
  const owned = { organizationId, userId: user.id }
  const recoveryCode = await client.recoveryCode.create({ data: { ...owned, hash: Buffer.from(mark) } })
  const pendingMail = await client.pendingMail.create({ data: { ...owned, content: {}, retryAt: new Date() } })
  const oneTimeToken = await client.oneTimeToken.create({
    data: { ...owned, kind: 'invitation', payload: {}, hash: Buffer.from(mark), expiresAt: new Date() },
  })
  const linkedAccount = await client.linkedAccount.create({ data: { ...owned, provider: 'google', subject: mark } })
  const auditEntry = await client.auditEntry.create({
    data: { organizationId, action: 'update', entity: 'user', entityId: user.id, before: {}, after: {} },
  })
  const postbackToken = await client.postbackToken.create({
    data: { organizationId, offerId: offer.id, id: offer.id, token: Buffer.from(mark), hash: Buffer.from(mark) },
  })
  const publisherGroup = await client.publisherGroup.create({ data: { organizationId, name: 'x' } })
  const customer = await client.customer.create({ data: { organizationId, externalId: 'x' } })
  const conversion = await client.conversion.create({
    data: {
      organizationId,
      offerId: offer.id,
      id: randomUUID(),
      kind: 'conversion',
      name: 'Conversion',
      time: new Date(),
      dedupeKey: 'x',
      currency: 'EUR',
      status: 'Approved',
      facts: {},
    },
  })
  const versioned = { organizationId, conversionId: conversion.id, version: 1 }
  const outbox = await client.conversionOutbox.create({ data: versioned })
  const bulkUpdate = await client.conversionBulkUpdate.create({
    data: { organizationId, userId: user.id, status: 'Approved', matched: 1, total: 1 },
  })
  const imported = await client.import.create({ data: { ...owned, kind: 'Offer', total: 1 } })
  const sequence = { organizationId, entity: 'offer' }
  await client.sequence.create({ data: { ...sequence, value: 1 } })
  const byId = (row: { id: string }, change: Row): Sample => ({ where: { id: row.id }, change })
  return {
    Organization: { where: { id: organizationId }, change: { name: 'renamed' } },
    Network: byId(network, { name: 'renamed' }),
    Advertiser: byId(advertiser, { name: 'renamed' }),
    Publisher: byId(publisher, { name: 'renamed' }),
    Integration: byId(integration, { name: 'renamed' }),
    Offer: byId(offer, { name: 'renamed' }),
    LandingPage: byId(landingPage, { name: 'renamed' }),
    LandingPageHealth: { where: { organizationId_landingPageId: tested }, change: { message: 'renamed' } },
    OfferApproval: { where: { organizationId_offerId_publisherId: approval }, change: { status: 'Rejected' } },
    OfferEvent: byId(offerEvent, { name: 'renamed' }),
    Tag: byId(tag, { name: 'renamed' }),
    // A row that only attaches one record to another has nothing else to change.
    AdvertiserTag: { where: { organizationId_advertiserId_tagId: advertiserTag }, change: { tagId: tag.id } },
    PublisherTag: { where: { organizationId_publisherId_tagId: publisherTag }, change: { tagId: tag.id } },
    OfferTag: { where: { organizationId_offerId_tagId: offerTag }, change: { tagId: tag.id } },
    LinkTag: { where: { organizationId_linkId_tagId: linkTag }, change: { tagId: tag.id } },
    Link: byId(link, { comments: 'renamed' }),
    Folder: byId(folder, { name: 'renamed' }),
    TrackingDomain: byId(trackingDomain, { description: 'renamed' }),
    PublisherTrackingDomain: {
      where: { organizationId_publisherId_trackingDomainId: publisherTrackingDomain },
      change: { publisherId: publisher.id },
    },
    PublisherGroup: byId(publisherGroup, { name: 'renamed' }),
    TargetingGroup: byId(targetingGroup, { name: 'renamed' }),
    FraudFilterGroup: byId(fraudFilterGroup, { name: 'renamed' }),
    OfferFraudFilterGroup: {
      where: { organizationId_offerId_fraudFilterGroupId: offerFraudFilterGroup },
      change: { offerId: offer.id },
    },
    OfferEventFraudFilterGroup: {
      where: { organizationId_offerEventId_fraudFilterGroupId: offerEventFraudFilterGroup },
      change: { offerEventId: offerEvent.id },
    },
    PublisherSubId: byId(publisherSubId, { name: 'renamed' }),
    // Triggers create it, and change it.
    SubIdCount: {
      where: { organizationId_publisherId: { organizationId, publisherId: publisher.id } },
      change: { current: 7 },
    },
    BlockedSubId: byId(blockedSubId, { description: 'renamed' }),
    CustomPayout: byId(customPayout, { meta: { from: 'renamed' } }),
    CustomThrottle: byId(customThrottle, { active: true }),
    Cap: byId(cap, { active: false }),
    CapWindow: { where: { organizationId_capId_start: window }, change: { start: new Date(1) } },
    CapLease: byId(capLease, { windowStart: new Date(1) }),
    ExchangeRate: byId(exchangeRate, { to: 'GBP' }),
    Statement: byId(statement, { paymentReference: 'changed' }),
    StatementLine: byId(statementLine, { name: 'changed' }),
    StatementAdjustment: byId(statementAdjustment, { reason: 'changed' }),
    Postback: byId(postback, { name: 'renamed' }),
    Campaign: byId(campaign, { name: 'renamed' }),
    User: byId(user, { firstName: 'renamed' }),
    Session: byId(session, { userAgent: 'renamed' }),
    ApiKey: byId(apiKey, { name: 'renamed' }),
    RecoveryCode: byId(recoveryCode, { usedAt: new Date() }),
    OneTimeToken: byId(oneTimeToken, { kind: 'renamed' }),
    PendingMail: byId(pendingMail, { content: { subject: 'renamed' } }),
    OutgoingCall: byId(outgoingCall, { host: 'renamed' }),
    DeliveredCall: byId(deliveredCall, { deliveredAt: new Date(0) }),
    CallTotal: { where: { organizationId_kind_targetId: called }, change: { lastError: 'renamed' } },
    LinkedAccount: byId(linkedAccount, { provider: 'renamed' }),
    // Immutable: its own organization can't change it either, though for a different reason.
    PostbackToken: byId(postbackToken, { createdAt: new Date(0) }),
    Customer: byId(customer, { name: 'renamed' }),
    Conversion: byId(conversion, { reason: 'renamed' }),
    ConversionOutbox: { where: { sequence: outbox.sequence }, change: { version: 7 } },
    ConversionBulkUpdate: byId(bulkUpdate, { position: 1 }),
    Import: byId(imported, { done: 1 }),
    AuditEntry: byId(auditEntry, { action: 'renamed' }),
    Sequence: { where: { organizationId_entity: sequence }, change: { value: 7 } },
  }
}

/** Calls any operation of a model by name. */
function ask(
  client: OrganizationClient | OrganizationTransaction | PrismaClient,
  model: string,
  operation: string,
  args: object,
): Promise<unknown> {
  const delegate: unknown = Reflect.get(client, model[0]?.toLowerCase() + model.slice(1))
  const run = z.custom<(args: object) => Promise<unknown>>((value) => typeof value === 'function')
  return run.parse(Reflect.get(z.custom<object>().parse(delegate), operation))(args)
}

/** What organization A's client and A's transaction do. */
const askA = {
  client: (...asked: [model: string, operation: string, args: object]) => ask(A, ...asked),
  transaction: (...asked: [model: string, operation: string, args: object]) =>
    prisma.$transaction((transaction) => ask(organizationTransaction(transaction, a.id), ...asked)),
}

async function everything(organizationId: string): Promise<Row> {
  const found = Object.entries(tenantKeys).map(async ([model, key]) => [
    model,
    await ask(prisma, model, 'findMany', { where: { [key]: organizationId } }),
  ])
  return Object.fromEntries(await Promise.all(found))
}

let ofA: Record<string, Sample>
let ofB: Record<string, Sample>
let before: Row
beforeAll(async () => {
  ofA = await samples(A, a.id)
  ofB = await samples(B, b.id)
  before = await everything(b.id)
})

test('every model either belongs to a tenant and has a sample here, or is listed as belonging to none', () => {
  const ofNobody = ['RateWindow', 'VisitorSalt']
  expect([...Object.keys(tenantKeys), ...ofNobody].toSorted()).toEqual(Object.keys(Prisma.ModelName).toSorted())
  expect(Object.keys(ofA).toSorted()).toEqual(Object.keys(tenantKeys).toSorted())
})

/** The expected outcome of each operation when organization A aims it at a row of B. `row` is that row. */
type Attempt = {
  args: (key: string, sample: Sample, row: Row) => object
  outcome: 'fails' | ((result: unknown, key: string) => void)
}
const onlyA = (result: unknown, key: string) => {
  const rows = z.array(z.record(z.string(), z.unknown())).parse(result)
  expect(rows.map((row) => row[key])).toEqual([a.id])
}
const none = (result: unknown) => expect(result).toEqual([])
const zero = (result: unknown) => expect(result).toEqual({ count: 0 })
const either = (key: string) => ({ OR: [{ [key]: b.id }, { [key]: a.id }, { NOT: { [key]: a.id } }] })
const attempts: Record<string, Attempt[]> = {
  findUnique: [{ args: (_, { where }) => ({ where }), outcome: (result) => expect(result).toBeNull() }],
  findUniqueOrThrow: [{ args: (_, { where }) => ({ where }), outcome: 'fails' }],
  findFirst: [
    { args: (key) => ({ where: { [key]: b.id } }), outcome: (result) => expect(result).toBeNull() },
    { args: () => ({}), outcome: (result, key) => expect(result).toMatchObject({ [key]: a.id }) },
  ],
  findFirstOrThrow: [{ args: (key) => ({ where: { [key]: b.id } }), outcome: 'fails' }],
  findMany: [
    { args: (key) => ({ where: { [key]: b.id } }), outcome: none },
    { args: () => ({}), outcome: onlyA },
    { args: (key) => ({ where: either(key) }), outcome: onlyA },
    { args: (key) => ({ where: { AND: [{ [key]: b.id }] } }), outcome: none },
    { args: (key) => ({ where: { AND: { [key]: b.id } } }), outcome: none },
    { args: (_, { where }) => ({ cursor: where }), outcome: 'fails' },
  ],
  count: [{ args: (key) => ({ where: either(key) }), outcome: (result) => expect(result).toBe(1) }],
  aggregate: [
    {
      args: (key) => ({ where: either(key), _count: true }),
      outcome: (result) => expect(result).toEqual({ _count: 1 }),
    },
  ],
  groupBy: [{ args: (key) => ({ by: [key], where: either(key), _count: true }), outcome: onlyA }],
  update: [
    { args: (_, { where, change }) => ({ where, data: change }), outcome: 'fails' },
    { args: (key, { where }) => ({ where: ownWhere(where), data: { [key]: b.id } }), outcome: 'fails' },
    { args: (key, { where }) => ({ where: ownWhere(where), data: { [key]: { set: b.id } } }), outcome: 'fails' },
  ],
  updateMany: [
    { args: (key, { change }) => ({ where: { [key]: b.id }, data: change }), outcome: zero },
    { args: (key) => ({ data: { [key]: b.id } }), outcome: 'fails' },
  ],
  updateManyAndReturn: [
    { args: (key, { change }) => ({ where: { [key]: b.id }, data: change }), outcome: none },
    { args: (key) => ({ data: { [key]: b.id } }), outcome: 'fails' },
  ],
  upsert: [
    { args: (_, { where, change }, row) => ({ where, create: row, update: change }), outcome: 'fails' },
    {
      args: (key, { where, change }, row) => ({ where, create: { ...row, [key]: a.id }, update: change }),
      outcome: 'fails',
    },
    {
      args: (key, { where }, row) => ({ where: ownWhere(where), create: row, update: { [key]: b.id } }),
      outcome: 'fails',
    },
  ],
  create: [{ args: (_, _sample, row) => ({ data: fresh(row) }), outcome: 'fails' }],
  createMany: [
    { args: (_, _sample, row) => ({ data: [fresh(row)] }), outcome: 'fails' },
    { args: (_, _sample, row) => ({ data: fresh(row) }), outcome: 'fails' },
  ],
  createManyAndReturn: [{ args: (_, _sample, row) => ({ data: [fresh(row)] }), outcome: 'fails' }],
  delete: [{ args: (_, { where }) => ({ where }), outcome: 'fails' }],
  deleteMany: [{ args: (key) => ({ where: { [key]: b.id } }), outcome: zero }],
}

/** The corresponding row of A. */
function ownWhere(where: Row): Row {
  const pair = Object.entries(ofB).find(([, sample]) => sample.where === where)
  return ofA[pair?.[0] ?? '']?.where ?? {}
}

/** A copy of a row of B whose keys aren't taken yet. */
function fresh(row: Row): Row {
  return 'id' in row && row.id !== b.id ? { ...row, id: crypto.randomUUID(), slug: undefined } : row
}

test('every guarded operation is attempted', () => {
  expect(Object.keys(attempts).toSorted()).toEqual(Object.keys(guardedOperations).toSorted())
})

describe.each(Object.entries(tenantKeys))('%s of another organization', (model, key) => {
  test.each(Object.keys(attempts))('can’t be reached with %s', async (operation) => {
    const sample = ofB[model]
    if (!sample) throw new Error(`No sample for ${model}`)
    const row = z.record(z.string(), z.unknown()).parse(await ask(prisma, model, 'findUnique', { where: sample.where }))
    for (const { args, outcome } of attempts[operation] ?? []) {
      for (const askWith of Object.values(askA)) {
        const asked = askWith(model, operation, args(key, sample, row))
        // It must not fail just because the query was invalid.
        if (outcome === 'fails') await expect(asked).rejects.not.toBeInstanceOf(Prisma.PrismaClientValidationError)
        else outcome(await asked, key)
      }
    }
    expect(await everything(b.id)).toEqual(before)
  })

  test('is out of reach, while the organization’s own can be read and changed', async () => {
    const { where, change } = ofA[model] ?? { where: {}, change: {} }
    expect(await ask(A, model, 'findUnique', { where })).toMatchObject({ [key]: a.id })
    if (model === 'AuditEntry') {
      await expect(ask(A, model, 'update', { where, data: change })).rejects.toThrow('keeps its rows')
      return
    }
    expect(await ask(A, model, 'update', { where, data: { ...change, [key]: a.id } })).toMatchObject({
      ...change,
      [key]: a.id,
    })
    expect(await ask(A, model, 'updateMany', { data: change })).toEqual({ count: 1 })
  })
})

describe('a scoped transaction', () => {
  test('has only the tables and operations that it can limit', async () => {
    await prisma.$transaction(async (transaction) => {
      const scoped = organizationTransaction(transaction, a.id)
      expect(scoped.organizationId).toBe(a.id)
      // Besides the tables, organizationId and isTrial.
      expect(Object.keys(scoped)).toHaveLength(Object.keys(tenantKeys).length + 2)
      for (const delegate of [scoped.offer, scoped.user])
        expect(Object.keys(delegate).toSorted()).toEqual(Object.keys(guardedOperations).toSorted())
      expect(() => organizationTransaction(transaction, '')).toThrow('must be a UUID')
    })
  })

  test('sets its organization on new rows that lack one, and rejects writes through relations', async () => {
    const data = { incrementalId: 2, slug: 'two', name: 'Two' }
    expect(await askA.transaction('Network', 'create', { data })).toMatchObject({ organizationId: a.id })
    expect(await A.network.deleteMany({ where: { incrementalId: 2 } })).toEqual({ count: 1 })
    const advertiser = { connect: ofB.Advertiser?.where }
    await expect(
      askA.transaction('Offer', 'update', { where: ofA.Offer?.where, data: { advertiser } }),
    ).rejects.toThrow("can't write relations")
  })

  test('reports the tables whose rows it changed', async () => {
    const tables: string[] = []
    await prisma.$transaction(async (transaction) => {
      const scoped = organizationTransaction(transaction, a.id, (model) => tables.push(model))
      await scoped.offer.findMany()
      await scoped.offer.updateMany({ where: { organizationId: b.id }, data: { name: 'x' } })
      expect(tables).toEqual([])
      await scoped.offer.updateMany({ data: { description: 'changed' } })
      await scoped.organization.update({ where: { id: a.id }, data: { currency: 'EUR' } })
    })
    expect(tables).toEqual(['Offer', 'Organization'])
  })
})

describe('a scoped client', () => {
  test('sets its organization on new rows that lack one', async () => {
    // Simulates a caller without type checks.
    const made = await ask(A, 'Network', 'create', { data: { incrementalId: 2, slug: 'two', name: 'Two' } })
    expect(made).toMatchObject({ organizationId: a.id })
    await ask(A, 'Network', 'createMany', { data: [{ incrementalId: 3, slug: 'three', name: 'Three' }] })
    const upserted = await ask(A, 'Network', 'upsert', {
      where: { organizationId_slug: { organizationId: a.id, slug: 'four' } },
      create: { incrementalId: 4, slug: 'four', name: 'Four' },
      update: {},
    })
    expect(upserted).toMatchObject({ organizationId: a.id })
    expect(await A.network.deleteMany({ where: { incrementalId: { gt: 1 } } })).toEqual({ count: 3 })
  })

  test('rejects writes through relations, which could reach into another organization', async () => {
    const where = ofA.Offer?.where
    const theirs = ofB.Advertiser?.where
    await expect(ask(A, 'Offer', 'update', { where, data: { advertiser: { connect: theirs } } })).rejects.toThrow(
      "can't write relations",
    )
    await expect(
      ask(A, 'Organization', 'update', { where: { id: a.id }, data: { networks: { connect: ofB.Network?.where } } }),
    ).rejects.toThrow("can't write relations")
    // Setting the ID directly violates the database's foreign keys on (organizationId, id).
    await expect(ask(A, 'Offer', 'update', { where, data: { advertiserId: theirs?.id } })).rejects.toThrow(
      'Foreign key',
    )
  })

  test('can read relations, which stay within the organization', async () => {
    const [offer] = await A.offer.findMany({
      include: { landingPages: true, organization: { include: { networks: true } } },
    })
    expect(offer?.landingPages).toHaveLength(1)
    expect(offer?.organization.networks.map((network) => network.organizationId)).toEqual([a.id])
    const pages = await A.offer.findUniqueOrThrow({ where: { id: offer?.id } }).landingPages()
    expect(pages).toHaveLength(1)
    await expect(A.organization.findMany({ include: { offers: { cursor: { id: offer?.id } } } })).rejects.toThrow(
      "doesn't support cursors",
    )
  })

  test('stays scoped in transactions', async () => {
    const counts = await A.$transaction(async (transaction) => [
      await transaction.offer.count(),
      await transaction.organization.count(),
    ])
    expect(counts).toEqual([1, 1])
    expect(await A.$transaction([A.offer.count(), A.network.count()])).toEqual([1, 1])
    await expect(A.$transaction((transaction) => transaction.$queryRaw`select 1`)).rejects.toThrow('refuses it')
  })

  test.each(['$queryRaw', '$executeRaw', '$queryRawUnsafe', '$executeRawUnsafe'])('refuses %s', async (operation) => {
    const run = z
      .custom<(sql: unknown) => Promise<unknown>>((value) => typeof value === 'function')
      .parse(Reflect.get(A, operation))
    await expect(run.call(A, operation.endsWith('Unsafe') ? 'select 1' : Prisma.sql`select 1`)).rejects.toThrow(
      'refuses it',
    )
  })

  test('rejects unknown operations and tables that belong to no organization', async () => {
    await expect(A.rateWindow.findMany()).rejects.toThrow('refuses it')
    await expect(A.visitorSalt.deleteMany()).rejects.toThrow('refuses it')
    const known = Object.keys(A.offer).filter((name) => typeof Reflect.get(A.offer, name) === 'function')
    for (const operation of known)
      if (!(operation in guardedOperations)) await expect(ask(A, 'Offer', operation, {})).rejects.toThrow('refuses it')
    expect(known).toEqual(expect.arrayContaining(['findMany', 'deleteMany']))
  })

  test.each(['', 'north', undefined])('can’t be created for %s', (id) => {
    // Simulates a caller without type checks.
    expect(() => database.forOrganization(z.custom<string>().parse(id))).toThrow('must be a UUID')
  })

  test('deletes only its own rows', async () => {
    const order = [
      'ConversionBulkUpdate',
      'ConversionOutbox',
      'Conversion',
      'StatementLine',
      'StatementAdjustment',
      'Statement',
      'Customer',
      'PostbackToken',
      'AuditEntry',
      'Import',
      'RecoveryCode',
      'OneTimeToken',
      'PendingMail',
      'OutgoingCall',
      'DeliveredCall',
      'CallTotal',
      'LinkedAccount',
      'Session',
      'ApiKey',
      'User',
      'LinkTag',
      'Link',
      'Folder',
      'Postback',
      'ExchangeRate',
      'CapLease',
      'CapWindow',
      'Cap',
      'CustomThrottle',
      'CustomPayout',
      'BlockedSubId',
      'PublisherSubId',
      'SubIdCount',
      'OfferEventFraudFilterGroup',
      'OfferFraudFilterGroup',
      'FraudFilterGroup',
      'PublisherTrackingDomain',
      'TrackingDomain',
      'AdvertiserTag',
      'PublisherTag',
      'OfferTag',
      'Tag',
      'OfferApproval',
      'Campaign',
      'LandingPageHealth',
      'LandingPage',
      'OfferEvent',
      'Offer',
      'TargetingGroup',
      'Integration',
      'Advertiser',
      'Network',
      'Publisher',
      'PublisherGroup',
      'Sequence',
      'Organization',
    ]
    expect(order.toSorted()).toEqual(Object.keys(tenantKeys).toSorted())
    for (const model of order) expect(await ask(A, model, 'deleteMany', {})).toEqual({ count: 1 })
    expect(await everything(b.id)).toEqual(before)
  })
})
