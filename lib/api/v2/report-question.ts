import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { mayAskForPublisher } from '@/lib/identity/scope'
import { numberIn } from '@/lib/identifier'
import type { Filter } from '@/lib/reports/filter'
import type { Question } from '@/lib/reports/question'
import { rangeOfInstants } from '@/lib/reports/range'
import { isUuid } from '@/lib/uuid'
import { invalid, Problem } from '@/lib/api/problem'
import { requirePeriod } from './read-period'
import type { ReportQuery } from './reports.contract'

const MAX_IDS = 100

/** What a report asks. @throws Problem that names the parameter */
export async function reportQuestion(caller: Caller, query: ReportQuery): Promise<Question> {
  const { start, end } = requirePeriod(query)
  return {
    scope: caller.scope,
    range: rangeOfInstants(start, end, query.timezone),
    filters: await filtersOf(caller, query),
    zoneChangedAt: caller.organization.timezoneChangedAt,
  }
}

/** What reports filter by. */
type Filtering = { integration_id?: string | undefined; filter?: ReportQuery['filter'] }

/** The filters that all reports have. @throws Problem that names the parameter */
export async function filtersOf(caller: Caller, { integration_id: integration, filter }: Filtering): Promise<Filter[]> {
  const status = filter?.status?.eq
  const found = await Promise.all([
    integration === undefined ? [] : offersOf(caller, integration),
    ...(['offer', 'publisher', 'advertiser'] as const).map((kind) => recordsAskedFor(caller, kind, filter)),
  ])
  return [
    ...found.flat(),
    ...(status === undefined ? [] : [{ dimension: 'status' as const, values: [status], excluded: false }]),
  ]
}

/** Rows of an integration are those of its offers. Most organizations have one integration, so all offers are its. */
export async function offersOf({ organization }: Caller, id: string): Promise<Filter[]> {
  const store = database().forOrganization(organization.id)
  const select = { incrementalId: true } as const
  const [integration, others] = await Promise.all([
    store.integration.findFirst({ where: { id }, select: { id: true } }),
    store.offer.findMany({ where: { integrationId: { not: id } }, select }),
  ])
  if (!integration) throw invalid('integration_id', `No integration with the ID ${id}.`)
  if (others.length === 0) return []
  const own = await store.offer.findMany({ where: { integrationId: id }, select })
  const excluded = others.length < own.length
  const values = (excluded ? others : own).map(({ incrementalId }) => String(incrementalId))
  return [{ dimension: 'offer', values, excluded }]
}

const words = {
  offer: 'offer',
  publisher: 'publisher',
  advertiser: 'advertiser',
  offerEvent: 'event',
  postback: 'postback',
} as const
type Kind = keyof typeof words

/** The records that a filter lists, as a filter. */
async function recordsAskedFor(
  caller: Caller,
  kind: 'offer' | 'publisher' | 'advertiser',
  filter: ReportQuery['filter'],
): Promise<Filter[]> {
  const field = kind === 'offer' ? ('offer_id' as const) : kind
  const numbers = await numbersAskedFor(caller, kind, `filter[${field}]`, filter?.[field]?.eq)
  return numbers ? [{ dimension: kind, values: numbers.map(String), excluded: false }] : []
}

/**
 * The records that a parameter lists, by number. To callers who can't see all of the organization's clicks, one that doesn't exist is one without
 * rows, so they don't learn which exist.
 * @returns undefined if it's absent
 */
export async function numbersAskedFor(
  { organization, scope }: Caller,
  kind: Kind,
  name: string,
  text: string | undefined,
): Promise<number[] | undefined> {
  if (text === undefined) return undefined
  const given = text.split(',').map((one) => one.trim())
  if (given.length > MAX_IDS) throw invalid(name, `must list at most ${MAX_IDS} IDs`)
  const wrong = given.find((one) => numberIn(one) === null && !isUuid(one))
  if (wrong !== undefined)
    throw invalid(name, `must be IDs or incremental IDs separated by commas, not ${JSON.stringify(wrong.slice(0, 40))}`)
  const where = {
    OR: [{ id: { in: given.filter(isUuid) } }, { incrementalId: { in: given.flatMap((one) => numberIn(one) ?? []) } }],
  }
  const found = await find(organization.id, kind, where)
  const numbers = [...given.flatMap((one) => numberIn(one) ?? []), ...found.map(({ incrementalId }) => incrementalId)]
  if (kind === 'publisher' && numbers.some((number) => !mayAskForPublisher(scope, number))) {
    const message = 'You don’t have access to this publisher.'
    throw new Problem('forbidden', `${name}: ${message}`, [{ field: name, message }])
  }
  const known = new Set(found.flatMap(({ id, incrementalId }) => [id, String(incrementalId)]))
  const missing = given.find((one) => !known.has(numberIn(one) === null ? one.toLowerCase() : String(Number(one))))
  if (missing !== undefined && scope.publishers === 'all')
    throw invalid(name, `No ${words[kind]} with the ID ${missing}.`)
  return found.map(({ incrementalId }) => incrementalId)
}

type Where = { OR: ({ id: { in: string[] } } | { incrementalId: { in: number[] } })[] }

function find(organizationId: string, kind: Kind, where: Where): Promise<{ id: string; incrementalId: number }[]> {
  const store = database().forOrganization(organizationId)
  const select = { id: true, incrementalId: true } as const
  switch (kind) {
    case 'offer':
      return store.offer.findMany({ where, select })
    case 'publisher':
      return store.publisher.findMany({ where, select })
    case 'advertiser':
      return store.advertiser.findMany({ where, select })
    case 'offerEvent':
      return store.offerEvent.findMany({ where, select })
    case 'postback':
      return store.postback.findMany({ where, select })
  }
}
