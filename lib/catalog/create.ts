import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import type {
  Advertiser,
  BlockedSubId,
  Campaign,
  Integration,
  LandingPage,
  Network,
  Offer,
  OfferApproval,
  OfferEvent,
  Organization,
  Postback,
  Prisma,
  Publisher,
  PublisherSubId,
  User,
} from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import { Refused } from '@/lib/identity/refused'
import { newUuid } from '@/lib/uuid'
import { advertiserInput } from '@/lib/catalog/rules/advertiser'
import { approvalInput } from '@/lib/catalog/rules/approval'
import { blockedSubIdInput } from '@/lib/catalog/rules/blocked-sub-id'
import { campaignInput } from '@/lib/catalog/rules/campaign'
import { integrationInput } from '@/lib/catalog/rules/integration'
import { landingPageInput } from '@/lib/catalog/rules/landing-page'
import { networkInput } from '@/lib/catalog/rules/network'
import { offerInput } from '@/lib/catalog/rules/offer'
import { offerEventInput } from '@/lib/catalog/rules/offer-event'
import { organizationInput } from '@/lib/catalog/rules/organization'
import { postbackInput } from '@/lib/catalog/rules/postback'
import { publisherInput } from '@/lib/catalog/rules/publisher'
import { subIdInput } from '@/lib/catalog/rules/sub-id'
import { userInput } from '@/lib/catalog/rules/user'
import { slugify, Slugs } from './slug'

// Every record of the catalog is created here, whether by people, at the first start, or as demo data. Each function creates any number of rows in
// the transaction it's given, and returns them in input order. Inputs that break a rule of lib/catalog/rules are refused; the database refuses
// references outside the organization (Prisma's P2003), and emails and external IDs that are taken (P2002).

/** Models numbered within an organization. */
type Numbered = 'network' | 'advertiser' | 'publisher' | 'offer' | 'offerEvent' | 'landingPage' | 'postback'

/** Creates an organization, with a slug that no other has. */
export async function createOrganization(
  transaction: Prisma.TransactionClient,
  input: z.input<typeof organizationInput>,
): Promise<Organization> {
  const [data] = valid(organizationInput, [input])
  if (!data) throw new Error('Expected one organization')
  // Two organizations created at once with the same name would get the same slug. The lock's number is arbitrary but must be unique.
  await transaction.$executeRaw`select pg_advisory_xact_lock(7246002)`
  const base = data.slug ?? slugify(data.name, 'organization')
  const taken = await transaction.organization.findMany({
    where: { slug: { startsWith: base.slice(0, 40) } },
    select: { slug: true },
  })
  return transaction.organization.create({
    data: { ...data, slug: new Slugs(taken).take(base) },
  })
}

export async function createUsers(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof userInput>[],
): Promise<User[]> {
  const data = ours(database, valid(userInput, inputs))
  const made = await database.user.createManyAndReturn({ data })
  return inOrder(data, made, (row) => row.email)
}

export async function createNetworks(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof networkInput>[],
): Promise<Network[]> {
  const rows = valid(networkInput, inputs)
  const data = await numberAndName(database, 'network', rows, (query) => database.network.findMany(query))
  return byNumber(await database.network.createManyAndReturn({ data }))
}

export async function createAdvertisers(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof advertiserInput>[],
): Promise<Advertiser[]> {
  const rows = valid(advertiserInput, inputs)
  await checkManagers(database, rows)
  const data = await numberAndName(database, 'advertiser', rows, (query) => database.advertiser.findMany(query))
  return byNumber(await database.advertiser.createManyAndReturn({ data }))
}

export async function createPublishers(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof publisherInput>[],
): Promise<Publisher[]> {
  const rows = valid(publisherInput, inputs)
  await checkManagers(database, rows)
  const data = await numberAndName(database, 'publisher', rows, (query) => database.publisher.findMany(query))
  return byNumber(await database.publisher.createManyAndReturn({ data }))
}

export async function createIntegrations(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof integrationInput>[],
): Promise<Integration[]> {
  const made: Integration[] = []
  for (const data of ours(database, valid(integrationInput, inputs)))
    made.push(await database.integration.create({ data }))
  return made
}

/** Creates offers with their landing pages. */
export async function createOffers(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof offerInput>[],
): Promise<(Offer & { landingPages: LandingPage[] })[]> {
  const rows = valid(offerInput, inputs)
  const withoutPages = rows.map(({ landingPages: _pages, ...offer }) => offer)
  const data = await numberAndName(database, 'offer', withoutPages, (query) => database.offer.findMany(query))
  const offers = byNumber(await database.offer.createManyAndReturn({ data }))
  const pages = offers.flatMap(({ id }, index) =>
    (rows[index]?.landingPages ?? []).map((page) => ({ ...page, offerId: id })),
  )
  const made = await insertLandingPages(database, pages)
  return offers.map((offer) => ({ ...offer, landingPages: made.filter((page) => page.offerId === offer.id) }))
}

/** Adds landing pages to existing offers. */
export async function createLandingPages(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof landingPageInput>[],
): Promise<LandingPage[]> {
  return insertLandingPages(database, valid(landingPageInput, inputs))
}

/** Adds events to existing offers. */
export async function createOfferEvents(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof offerEventInput>[],
): Promise<OfferEvent[]> {
  const rows = valid(offerEventInput, inputs)
  const first = await takeNumbers(database, 'offerEvent', rows.length)
  const data = ours(database, rows).map((row, index) => ({ ...row, incrementalId: first + index }))
  return byNumber(await database.offerEvent.createManyAndReturn({ data }))
}

/** Creates postbacks. Those that have no ID get one, so whoever encrypts their secrets for them gives them theirs. */
export async function createPostbacks(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof postbackInput>[],
): Promise<Postback[]> {
  const rows = valid(postbackInput, inputs)
  const first = await takeNumbers(database, 'postback', rows.length)
  const data = ours(database, rows).map((row, index) => ({ ...row, incrementalId: first + index }))
  return byNumber(await database.postback.createManyAndReturn({ data }))
}

/** Sets whether publishers may run offers, overwriting earlier settings. */
export async function setApprovals(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof approvalInput>[],
): Promise<OfferApproval[]> {
  const rows = valid(approvalInput, inputs)
  await database.offerApproval.deleteMany({
    where: { OR: rows.map(({ offerId, publisherId }) => ({ offerId, publisherId })) },
  })
  const made = await database.offerApproval.createManyAndReturn({ data: ours(database, rows) })
  return inOrder<ApprovalKey, OfferApproval>(rows, made, (row) => `${row.offerId} ${row.publisherId}`)
}

export async function createCampaigns(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof campaignInput>[],
): Promise<Campaign[]> {
  const data = ours(database, valid(campaignInput, inputs))
  const made = await database.campaign.createManyAndReturn({ data })
  return inOrder<SubIdKey, Campaign>(data, made, (row) => `${row.publisherId} ${row.externalId}`)
}

type ApprovalKey = { offerId: string; publisherId: string }
type SubIdKey = { publisherId: string; externalId: string }
type BlockKey = { publisherId: string; offerId: string; subId: string }

/** Creates managed sub IDs of publishers. */
export async function createSubIds(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof subIdInput>[],
): Promise<PublisherSubId[]> {
  const data = ours(database, valid(subIdInput, inputs))
  const made: PublisherSubId[] = []
  // PostgreSQL takes 65,535 parameters per statement.
  for (let from = 0; from < data.length; from += 2000)
    made.push(...(await database.publisherSubId.createManyAndReturn({ data: data.slice(from, from + 2000) })))
  return inOrder<SubIdKey, PublisherSubId>(data, made, (row) => `${row.publisherId} ${row.externalId}`)
}

export async function createBlockedSubIds(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof blockedSubIdInput>[],
): Promise<BlockedSubId[]> {
  const data = ours(database, valid(blockedSubIdInput, inputs))
  const made = await database.blockedSubId.createManyAndReturn({ data })
  return inOrder<BlockKey, BlockedSubId>(data, made, (row) => `${row.publisherId} ${row.offerId} ${row.subId}`)
}

async function insertLandingPages(
  database: OrganizationTransaction,
  rows: readonly Omit<Prisma.LandingPageCreateManyInput, 'organizationId' | 'incrementalId'>[],
): Promise<LandingPage[]> {
  const first = await takeNumbers(database, 'landingPage', rows.length)
  const data = ours(database, rows).map((row, index) => ({ ...row, incrementalId: first + index }))
  return byNumber(await database.landingPage.createManyAndReturn({ data }))
}

/** Checks inputs against a rule. Undefined fields are absent. @throws Refused, naming the field */
export function valid<Rule extends z.ZodType<object, object>>(
  rule: Rule,
  inputs: readonly z.input<Rule>[],
): z.output<Rule>[] {
  return inputs.map((input) => {
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
    const { data, error } = rule.safeParse(given)
    if (!error) return data
    const [issue] = error.issues
    throw new Refused('invalid', issue?.message ?? 'is invalid', issue?.path.join('.') || null)
  })
}

/** Adds the organization to rows. */
export const ours = <Row extends object>({ organizationId }: OrganizationTransaction, rows: readonly Row[]) =>
  rows.map((row) => ({ ...row, organizationId }))

/** Publishers and advertisers can only be assigned to people who can manage them. */
export async function checkManagers(
  database: OrganizationTransaction,
  rows: { managerId?: string | null | undefined }[],
): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ managerId }) => managerId ?? []))]
  const found =
    ids.length === 0
      ? 0
      : await database.user.count({
          where: { id: { in: ids }, role: { in: ['admin', 'accountManager'] }, archivedAt: null },
        })
  if (found !== ids.length)
    throw new Refused('invalid', 'must be an admin or account manager of the organization', 'managerId')
}

type FindSlugs = (query: {
  where: { slug?: { in: string[] } | { startsWith: string } }
  select: { slug: true }
}) => Promise<{ slug: string }[]>

/** Adds each row's number, slug, and organization. */
async function numberAndName<Row extends { name: string }>(
  database: OrganizationTransaction,
  entity: Numbered,
  rows: Row[],
  find: FindSlugs,
): Promise<(Row & { organizationId: string; incrementalId: number; slug: string })[]> {
  if (database.isTrial) {
    const any = randomInt(1_000_000_000, 2_000_000_000)
    return ours(database, rows).map((row, index) => ({ ...row, incrementalId: any + index, slug: newUuid() }))
  }
  // Goes first, because it also blocks others who'd choose the same slugs.
  const first = await takeNumbers(database, entity, rows.length)
  const bases = rows.map((row) => slugify(row.name, entity))
  const slugs = await takenSlugs(database, entity, bases, find)
  return rows.map((row, index) => ({
    ...row,
    organizationId: database.organizationId,
    incrementalId: first + index,
    slug: slugs.take(bases[index] ?? entity),
  }))
}

const slugsOf = new WeakMap<OrganizationTransaction, Map<Numbered, Slugs>>()

/** The slugs that are taken, as far as they matter for these: for one, those like it; for many, all of them, which is cheaper than a query for each. */
async function takenSlugs(
  database: OrganizationTransaction,
  entity: Numbered,
  bases: readonly string[],
  find: FindSlugs,
): Promise<Slugs> {
  const kinds = slugsOf.get(database)
  // No one else can add any before the transaction ends, so they're read once.
  const known = kinds?.get(entity)
  if (known) return known
  const [only = '', ...others] = bases
  if (others.length === 0)
    return new Slugs(await find({ where: { slug: { startsWith: only.slice(0, 40) } }, select: { slug: true } }))
  const all = new Slugs(await find({ where: {}, select: { slug: true } }))
  slugsOf.set(database, (kinds ?? new Map<Numbered, Slugs>()).set(entity, all))
  return all
}

/** Returns the first of `count` consecutive numbers reserved for the caller. The sequence's row stays locked until the transaction ends. */
export async function takeNumbers(
  database: OrganizationTransaction,
  entity: Numbered | 'statement',
  count: number,
): Promise<number> {
  const key = { organizationId: database.organizationId, entity }
  await database.sequence.createMany({ data: { ...key, value: 0 }, skipDuplicates: true })
  const { value } = await database.sequence.update({
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
