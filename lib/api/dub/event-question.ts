import { storedHost } from '@/lib/catalog/short-link-address'
import { findLink } from '@/lib/catalog/reading-links'
import { ROOT_KEY } from '@/lib/catalog/rules/short-link-key'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { saleTypes, TRACKING_KEY, type Dimension } from '@/lib/reports/dimensions'
import type { Filter } from '@/lib/reports/filter'
import type { Question } from '@/lib/reports/question'
import { isUuid } from '@/lib/uuid'
import { invalid, Problem } from '@/lib/api/problem'
import { filteredAs, type EventParameters } from './event-parameters'
import { findByKey } from './find-links'
import { rangeAsked } from './period'

/** What's asked about. Composite is all three. */
export type EventKind = 'clicks' | 'leads' | 'sales' | 'composite'

/** What events and analytics ask. @throws Problem that names the parameter */
export async function eventQuestion(
  caller: Caller,
  event: EventKind,
  query: EventParameters,
  now: Date,
): Promise<Question> {
  if (query.query !== undefined && (event === 'clicks' || event === 'composite'))
    throw invalid('query', 'is only for leads and sales, because clicks have no metadata')
  const range = rangeAsked(query, now)
  const { organization } = caller
  return {
    scope: caller.scope,
    range,
    filters: [...plainFilters(query), ...(await foundFilters(caller, query))],
    ...(query.query === undefined ? {} : { metadata: query.query }),
    zoneChangedAt: organization.timezoneChangedAt,
    currency: organization.currency,
  }
}

const is = (dimension: Dimension, values: readonly string[], excluded = false): Filter => ({
  dimension,
  values,
  excluded,
})

/** Filters whose values are those of the event log. */
function plainFilters(query: EventParameters): Filter[] {
  const { root, saleType, qr, domain } = query
  const filters: Filter[] = namesOf(filteredAs).flatMap((name) => query[name] ?? [])
  if (domain) filters.push({ ...domain, values: domain.values.map((host) => storedHost(host) ?? host) })
  if (root !== undefined) filters.push(is('key', [ROOT_KEY], !root))
  if (qr !== undefined) filters.push(is('trigger', ['qr'], !qr))
  if (saleType)
    filters.push(
      is(
        'sale_type',
        saleTypes.filter((type) => type !== saleType),
        true,
      ),
    )
  return filters
}

/** Filters of what has to be looked up first. */
async function foundFilters(caller: Caller, query: EventParameters): Promise<Filter[]> {
  const { externalId, partnerId, partnerTagId, groupId, customerId } = query
  const store = database().forOrganization(caller.organization.id)
  const publishers = async (
    given: Pick<Filter, 'values' | 'excluded'>,
    where: NonNullable<Parameters<typeof store.publisher.findMany>[0]>['where'],
  ) => {
    const found = await store.publisher.findMany({ where, select: { incrementalId: true } })
    return is(
      'publisher',
      found.map(({ incrementalId }) => String(incrementalId)),
      given.excluded,
    )
  }
  const found = await Promise.all([
    linkWithKey(caller, query),
    externalId !== undefined && linkCalled(caller, externalId),
    partnerId && publishers(partnerId, { id: { in: [...partnerId.values] } }),
    groupId && publishers(groupId, { groupId: { in: [...groupId.values] } }),
    partnerTagId && publishers(partnerTagId, { tags: { some: { tagId: { in: [...partnerTagId.values] } } } }),
    customerId && customersNamed(caller, customerId),
  ])
  return found.flatMap((filter) => filter || [])
}

/** The link with the key on the domain. */
async function linkWithKey(caller: Caller, { key, domain }: EventParameters): Promise<Filter | null> {
  if (key === undefined) return null
  const [host, ...others] = domain?.values ?? []
  if (!domain || host === undefined) throw invalid('key', 'needs domain')
  if (domain.excluded || others.length > 0) throw invalid('key', 'needs a single domain')
  if (key === TRACKING_KEY) return is('key', [key])
  const link = await findByKey(caller, host, key)
  if (!link) throw new Problem('not_found', 'key: No link with this key on this domain.')
  return is('link', [link.id])
}

async function linkCalled(caller: Caller, externalId: string): Promise<Filter> {
  if (!/^ext_./s.test(externalId))
    throw new Problem('malformed', 'externalId: must be ext_ and the ID that the link has in your system.')
  const link = await findLink(database().forOrganization(caller.organization.id), caller, externalId)
  if (!link) throw new Problem('not_found', 'externalId: No link with this external ID.')
  return is('link', [link.id])
}

/** Conversions name customers by ID, and clicks by the organization's own ID for them. */
async function customersNamed({ organization }: Caller, { values, excluded, dimension }: Filter): Promise<Filter> {
  const external = values.filter((value) => !isUuid(value)).map((value) => value.slice('ext_'.length))
  const found = await database()
    .forOrganization(organization.id)
    .customer.findMany({
      where: { deletedAt: null, OR: [{ id: { in: values.filter(isUuid) } }, { externalId: { in: external } }] },
      select: { id: true, externalId: true },
    })
  const all = found.flatMap((one) => [one.id, `ext_${one.externalId}`])
  return { dimension, values: [...new Set([...values, ...all])], excluded }
}

// Object.keys forgets which keys there are.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const namesOf = <T extends object>(of: T) => Object.keys(of) as (keyof T)[]
