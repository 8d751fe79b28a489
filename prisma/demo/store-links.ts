import { setFraudFilterGroups } from '@/lib/catalog/fraud-filter-links'
import { setTags } from '@/lib/catalog/tags'
import { setTrackingDomainPublishers } from '@/lib/catalog/tracking-domains'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { DemoOrganization } from './catalog'
import type { Stamp } from './stamp'

/** Stores which records have which tags, fraud filters, and domains, and which are archived by now. */
export async function storeLinks(database: OrganizationTransaction, demo: DemoOrganization): Promise<void> {
  await storeTags(database, demo)
  await storeFraudFilters(database, demo)
  const { groups, termsPlan: plan } = demo
  for (const [index, { publishers }] of plan.domains.entries())
    if (publishers)
      await setTrackingDomainPublishers(
        database,
        groups.trackingDomains[index]?.id ?? '',
        idsOf(demo.publishers, publishers),
      )
  await archive(database, demo)
}

async function storeTags(database: OrganizationTransaction, demo: DemoOrganization): Promise<void> {
  const tags = demo.termsPlan.tags.map((tag, index) => ({ ...tag, id: demo.groups.tags[index]?.id ?? '' }))
  for (const [table, records, field] of [
    ['advertiserTag', demo.advertisers, 'advertisers'],
    ['publisherTag', demo.publishers, 'publishers'],
    ['offerTag', demo.offers, 'offers'],
  ] as const)
    for (const [tagIds, ids] of together(
      records,
      tags.map((tag) => ({ id: tag.id, names: tag[field] ?? [] })),
    ))
      await setTags(database, table, ids, tagIds)
}

async function storeFraudFilters(database: OrganizationTransaction, demo: DemoOrganization): Promise<void> {
  const groups = demo.termsPlan.fraudFilterGroups.map((group, index) => ({
    ...group,
    id: demo.groups.fraudFilterGroups[index]?.id ?? '',
  }))
  for (const [groupIds, ids] of together(
    demo.offers,
    groups.map(({ id, offers }) => ({ id, names: offers })),
  ))
    await setFraudFilterGroups(database, 'offerFraudFilterGroup', ids, groupIds)
  for (const [groupIds, ids] of together(
    demo.terms.events.map((row) => ({ row })),
    groups.map(({ id, events }) => ({ id, names: events ?? [] })),
  ))
    await setFraudFilterGroups(database, 'offerEventFraudFilterGroup', ids, groupIds)
}

type Named = { row: { id: string; name: string } }

function idsOf(records: readonly Named[], names: readonly string[]): string[] {
  return names.map((name) => {
    const found = records.find(({ row }) => row.name === name)
    if (!found) throw new Error(`The demo has no “${name}”.`)
    return found.row.id
  })
}

/** Records with the same links, so that they're stored at once: the IDs of what they're linked to, and their own. */
function together(
  records: readonly Named[],
  links: readonly { id: string; names: readonly string[] }[],
): [linked: string[], records: string[]][] {
  const linksOf = new Map<string, string[]>()
  for (const { id, names } of links)
    for (const record of idsOf(records, names)) linksOf.set(record, [...(linksOf.get(record) ?? []), id])
  const groups = new Map<string, [string[], string[]]>()
  for (const [record, linked] of linksOf) {
    const group = groups.get(linked.join()) ?? [linked, []]
    group[1].push(record)
    groups.set(linked.join(), group)
  }
  return [...groups.values()]
}

type Archive = (query: { where: { id: string }; data: { archived: true; updatedAt: Date } }) => PromiseLike<unknown>

async function archive(
  database: OrganizationTransaction,
  { groups, terms, caps, exchangeRates, retired }: DemoOrganization,
) {
  const all: [Archive, readonly Stamp[]][] = [
    [(query) => database.tag.updateMany(query), groups.tags],
    [(query) => database.trackingDomain.updateMany(query), groups.trackingDomains],
    [(query) => database.targetingGroup.updateMany(query), groups.targetingGroups],
    [(query) => database.fraudFilterGroup.updateMany(query), groups.fraudFilterGroups],
    [(query) => database.offerEvent.updateMany(query), terms.events],
    [(query) => database.publisherSubId.updateMany(query), terms.subIds],
    [(query) => database.blockedSubId.updateMany(query), terms.blockedSubIds],
    [(query) => database.customPayout.updateMany(query), terms.customPayouts],
    [(query) => database.customThrottle.updateMany(query), terms.customThrottles],
    [(query) => database.cap.updateMany(query), caps.map(({ row }) => row)],
    [(query) => database.exchangeRate.updateMany(query), exchangeRates],
    [(query) => database.integration.updateMany(query), retired.integrations],
    [(query) => database.network.updateMany(query), retired.networks],
    [(query) => database.advertiser.updateMany(query), retired.advertisers],
    [(query) => database.publisher.updateMany(query), retired.publishers],
    [(query) => database.offer.updateMany(query), retired.offers],
    [(query) => database.landingPage.updateMany(query), retired.landingPages],
  ]
  for (const [update, rows] of all)
    for (const { id, archivedAt } of rows)
      if (archivedAt) await update({ where: { id }, data: { archived: true, updatedAt: archivedAt } })
}
