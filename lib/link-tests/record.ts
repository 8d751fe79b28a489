import { config } from '@/lib/config'
import type { Database } from '@/lib/database/client'
import type { PendingMail } from '@/lib/database/generated/client'
import { organizationTransaction, type OrganizationTransaction } from '@/lib/database/organization'
import type { EventLog } from '@/lib/events/log'
import { storeTime } from '@/lib/events/sql'
import { linkTest, type LinkTestRow } from '@/lib/events/tables'
import { landingPageBroke, landingPageRecovered } from '@/lib/mail/messages'
import { saveMail, sendPending } from '@/lib/mail/outbox'
import { today } from '@/lib/time'
import { newUuid } from '@/lib/uuid'
import { healthAfter, unknownHealth, type Health } from './health'
import { domainOf, shortened, storeHop } from './hops'
import { nextDue } from './plan'
import { linkTestStatuses, type LinkTestTrigger } from './reasons'
import type { TestedPage, VisitResult } from './visit'

export type Stores = { database: Database; events: Pick<EventLog, 'append'> }

/** The rows of a landing page's test, as the event log has them. */
export function rowsOf(
  page: TestedPage,
  run: string,
  trigger: LinkTestTrigger,
  results: readonly VisitResult[],
): LinkTestRow[] {
  return results.map(({ time, country, device, url, status, reason, message, hops, duration }) => {
    const last = hops.findLast((hop) => hop.status > 0)
    return {
      organization: page.organizationId,
      id: newUuid(time),
      time: storeTime(time),
      day: today(page.timezone, time),
      run,
      trigger,
      integration: page.integrationId,
      advertiser: page.advertiser.incrementalId,
      offer: page.offer.incrementalId,
      landing_page: page.incrementalId,
      country,
      device,
      url: shortened(url),
      url_domain: domainOf(url),
      final_url: shortened(last?.url ?? ''),
      final_domain: domainOf(last?.url ?? ''),
      expected_domain: page.expectedDomain,
      status,
      reason,
      message: shortened(message),
      http_status: last?.status ?? 0,
      redirects: Math.max(0, hops.length - 1),
      tls: last?.tls ?? '',
      duration,
      hops: hops.map(storeHop),
    }
  })
}

/**
 * Keeps a landing page's test: its visits in the event log, and what they say about the page, which is when someone may be told. If the process dies in
 * between, the page is tested again.
 * @returns the rows, oldest first
 */
export async function recordTest(
  { database, events }: Stores,
  page: TestedPage,
  {
    trigger,
    results,
    now = new Date(),
    dueAt,
  }: { trigger: LinkTestTrigger; results: readonly VisitResult[]; now?: Date; dueAt?: Date },
): Promise<LinkTestRow[]> {
  const run = newUuid(now)
  const rows = rowsOf(page, run, trigger, results)
  if (rows.length === 0) return rows
  await events.append(linkTest, rows)
  const mails = await database.prisma.$transaction(async (transaction) => {
    const { organizationId, id: landingPageId } = page
    // Two tests of a page may end at once.
    await transaction.$executeRaw`
      INSERT INTO "LandingPageHealth" ("organizationId", "landingPageId", "dueAt")
      VALUES (${organizationId}::uuid, ${landingPageId}::uuid, ${now}) ON CONFLICT DO NOTHING`
    await transaction.$queryRaw`
      SELECT 1 FROM "LandingPageHealth"
      WHERE "organizationId" = ${organizationId}::uuid AND "landingPageId" = ${landingPageId}::uuid FOR UPDATE`
    const store = organizationTransaction(transaction, organizationId)
    const found = await store.landingPageHealth.findFirstOrThrow({ where: { landingPageId } })
    const { after, event } = healthAfter(readHealth(found), results, now)
    await store.landingPageHealth.updateMany({
      where: { landingPageId },
      data: { ...after, run, testedAt: now, dueAt: dueAt ?? nextDue(landingPageId, after.failures, now) },
    })
    return event ? alert(store, page, event, after, now) : []
  })
  if (mails.length > 0) await sendPending(database, mails)
  return rows
}

function readHealth(row: { [Name in keyof Health]: Name extends 'status' ? string | null : Health[Name] }): Health {
  const status = linkTestStatuses.find((each) => each === row.status) ?? null
  return {
    ...unknownHealth,
    failures: row.failures,
    brokenSince: row.brokenSince,
    reason: row.reason,
    message: row.message,
    status,
  }
}

/** Tells the advertiser's manager and the admins. */
async function alert(
  store: OrganizationTransaction,
  page: TestedPage,
  event: 'broke' | 'recovered',
  { message }: Health,
  now: Date,
): Promise<PendingMail[]> {
  const url = `${config().baseUrl}/offers/${page.offer.incrementalId}/link-tests`
  const about = { page: page.name, offer: page.offer.name, url }
  const content = event === 'broke' ? landingPageBroke({ ...about, why: message }) : landingPageRecovered(about)
  const { managerId } = page.advertiser
  const people = await store.user.findMany({
    where: {
      OR: [{ role: 'admin' }, ...(managerId === null ? [] : [{ id: managerId }])],
      status: 'Active',
      archivedAt: null,
    },
    select: { id: true },
  })
  return saveMail(
    store,
    people.map(({ id: userId }) => ({ userId, content })),
    now,
  )
}
