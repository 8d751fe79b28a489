import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type {
  Advertiser,
  Campaign,
  Integration,
  LandingPage,
  Network,
  Offer,
  OfferApproval,
  Organization,
  Prisma,
  Publisher,
  User,
} from '@/lib/database/generated/client'
import type { OrganizationClient } from '@/lib/database/organization'
import {
  advertiserInput,
  approvalInput,
  campaignInput,
  integrationInput,
  landingPageInput,
  networkInput,
  offerInput,
  organizationInput,
  publisherInput,
  userInput,
} from './rules'
import { freeSlug, slugify } from './slug'

// Each function creates any number of rows in one transaction: all of them or, on error, none. Rows are returned in input order.
// lib/catalog/rules.ts validates inputs (ZodError). The database refuses references outside the organization (Prisma's P2003), and emails and
// external IDs that are taken (P2002).

/** Models numbered within an organization. */
type Numbered = 'network' | 'advertiser' | 'publisher' | 'offer' | 'landingPage'

type Transaction = Parameters<Parameters<OrganizationClient['$transaction']>[0]>[0]

/** Creates an organization. Its slug is globally unique. */
export async function createOrganization(
  database: Database,
  input: z.input<typeof organizationInput>,
): Promise<Organization> {
  const data = organizationInput.parse(input)
  return database.prisma.$transaction(async (transaction) => {
    // Two organizations created at once with the same name would get the same slug. The lock's number is arbitrary but must be unique.
    await transaction.$executeRaw`select pg_advisory_xact_lock(7246002)`
    const base = slugify(data.name, 'organization')
    const taken = await transaction.organization.findMany({
      where: { slug: { startsWith: base.slice(0, 40) } },
      select: { slug: true },
    })
    return transaction.organization.create({
      data: { ...data, slug: freeSlug(base, new Set(taken.map(({ slug }) => slug))) },
    })
  })
}

export async function createUsers(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof userInput>[],
): Promise<User[]> {
  const data = z
    .array(userInput)
    .parse(inputs)
    .map((row) => ({ ...row, organizationId }))
  const made = await database.forOrganization(organizationId).user.createManyAndReturn({ data })
  return inOrder(data, made, (row) => row.email)
}

export function createNetworks(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof networkInput>[],
): Promise<Network[]> {
  const rows = z.array(networkInput).parse(inputs)
  return database.forOrganization(organizationId).$transaction(async (transaction) => {
    const data = await numberAndName(transaction, organizationId, 'network', rows, (query) =>
      transaction.network.findMany(query),
    )
    return byNumber(await transaction.network.createManyAndReturn({ data }))
  })
}

export function createAdvertisers(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof advertiserInput>[],
): Promise<Advertiser[]> {
  const rows = z.array(advertiserInput).parse(inputs)
  return database.forOrganization(organizationId).$transaction(async (transaction) => {
    await checkManagers(transaction, rows)
    const data = await numberAndName(transaction, organizationId, 'advertiser', rows, (query) =>
      transaction.advertiser.findMany(query),
    )
    return byNumber(await transaction.advertiser.createManyAndReturn({ data }))
  })
}

export function createPublishers(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof publisherInput>[],
): Promise<Publisher[]> {
  const rows = z.array(publisherInput).parse(inputs)
  return database.forOrganization(organizationId).$transaction(async (transaction) => {
    await checkManagers(transaction, rows)
    const data = await numberAndName(transaction, organizationId, 'publisher', rows, (query) =>
      transaction.publisher.findMany(query),
    )
    return byNumber(await transaction.publisher.createManyAndReturn({ data }))
  })
}

export function createIntegrations(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof integrationInput>[],
): Promise<Integration[]> {
  const rows = z.array(integrationInput).parse(inputs)
  return database.forOrganization(organizationId).$transaction(async (transaction) => {
    const made: Integration[] = []
    for (const row of rows) made.push(await transaction.integration.create({ data: { ...row, organizationId } }))
    return made
  })
}

/** Creates offers with their landing pages. */
export function createOffers(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof offerInput>[],
): Promise<(Offer & { landingPages: LandingPage[] })[]> {
  const rows = z.array(offerInput).parse(inputs)
  return database.forOrganization(organizationId).$transaction(async (transaction) => {
    const apart = rows.map(({ landingPages, ...offer }) => ({ landingPages, offer }))
    const plain = apart.map(({ offer }) => offer)
    const data = await numberAndName(transaction, organizationId, 'offer', plain, (query) =>
      transaction.offer.findMany(query),
    )
    const offers = byNumber(await transaction.offer.createManyAndReturn({ data }))
    const pages = offers.flatMap(({ id }, index) =>
      (apart[index]?.landingPages ?? []).map((page) => ({ ...page, offerId: id })),
    )
    const made = await addLandingPages(transaction, organizationId, pages)
    return offers.map((offer) => ({ ...offer, landingPages: made.filter((page) => page.offerId === offer.id) }))
  })
}

/** Adds landing pages to existing offers. */
export function createLandingPages(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof landingPageInput>[],
): Promise<LandingPage[]> {
  const rows = z.array(landingPageInput).parse(inputs)
  return database
    .forOrganization(organizationId)
    .$transaction((transaction) => addLandingPages(transaction, organizationId, rows))
}

/** Sets whether publishers may run offers, overwriting earlier settings. */
export function setApprovals(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof approvalInput>[],
): Promise<OfferApproval[]> {
  const rows = z.array(approvalInput).parse(inputs)
  return database.forOrganization(organizationId).$transaction(async (transaction) => {
    await transaction.offerApproval.deleteMany({
      where: { OR: rows.map(({ offerId, publisherId }) => ({ offerId, publisherId })) },
    })
    const made = await transaction.offerApproval.createManyAndReturn({
      data: rows.map((row) => ({ ...row, organizationId })),
    })
    return inOrder(rows, made, (row) => `${row.offerId} ${row.publisherId}`)
  })
}

export async function createCampaigns(
  database: Database,
  organizationId: string,
  inputs: z.input<typeof campaignInput>[],
): Promise<Campaign[]> {
  const data = z
    .array(campaignInput)
    .parse(inputs)
    .map((row) => ({ ...row, organizationId }))
  const made = await database.forOrganization(organizationId).campaign.createManyAndReturn({ data })
  return inOrder(data, made, (row) => `${row.publisherId} ${row.externalId}`)
}

async function addLandingPages(
  transaction: Transaction,
  organizationId: string,
  rows: Omit<Prisma.LandingPageCreateManyInput, 'organizationId' | 'incrementalId'>[],
): Promise<LandingPage[]> {
  const first = await takeNumbers(transaction, organizationId, 'landingPage', rows.length)
  const data = rows.map((row, index) => ({ ...row, organizationId, incrementalId: first + index }))
  return byNumber(await transaction.landingPage.createManyAndReturn({ data }))
}

/** Publishers and advertisers can only be assigned to people who can manage them. */
async function checkManagers(transaction: Transaction, rows: { managerId?: string | null }[]): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ managerId }) => managerId ?? []))]
  const found =
    ids.length === 0
      ? 0
      : await transaction.user.count({
          where: { id: { in: ids }, role: { in: ['admin', 'accountManager'] }, archivedAt: null },
        })
  if (found === ids.length) return
  throw new z.ZodError([
    {
      code: 'custom',
      path: ['managerId'],
      message: 'must be an admin or account manager of the organization',
      input: ids,
    },
  ])
}

/** Adds each row's number, slug, and organization. */
async function numberAndName<Row extends { name: string }>(
  transaction: Transaction,
  organizationId: string,
  entity: Numbered,
  rows: Row[],
  find: (query: {
    where: { slug?: { in: string[] } | { startsWith: string } }
    select: { slug: true }
  }) => Promise<{ slug: string }[]>,
): Promise<(Row & { organizationId: string; incrementalId: number; slug: string })[]> {
  // Goes first, because it also blocks others who'd choose the same slugs.
  const first = await takeNumbers(transaction, organizationId, entity, rows.length)
  const bases = rows.map((row) => slugify(row.name, entity))
  // For one row, query the slugs with its prefix; for many, query all slugs, which is cheaper than one query each.
  const where = bases.length === 1 && bases[0] ? { slug: { startsWith: bases[0].slice(0, 40) } } : {}
  const taken = new Set((await find({ where, select: { slug: true } })).map(({ slug }) => slug))
  return rows.map((row, index) => {
    const slug = freeSlug(bases[index] ?? entity, taken)
    taken.add(slug)
    return { ...row, organizationId, incrementalId: first + index, slug }
  })
}

/** Returns the first of `count` consecutive numbers reserved for the caller. The sequence's row stays locked until the transaction ends. */
async function takeNumbers(
  transaction: Transaction,
  organizationId: string,
  entity: Numbered,
  count: number,
): Promise<number> {
  const key = { organizationId, entity }
  await transaction.sequence.createMany({ data: { ...key, value: 0 }, skipDuplicates: true })
  const { value } = await transaction.sequence.update({
    where: { organizationId_entity: key },
    data: { value: { increment: count } },
    select: { value: true },
  })
  return value - count + 1
}

function byNumber<Row extends { incrementalId: number }>(rows: Row[]): Row[] {
  return rows.toSorted((a, b) => a.incrementalId - b.incrementalId)
}

function inOrder<Key, Row extends Key>(inputs: Key[], rows: Row[], keyOf: (row: Key) => string): Row[] {
  const made = new Map(rows.map((row) => [keyOf(row), row]))
  return inputs.flatMap((input) => made.get(keyOf(input)) ?? [])
}
