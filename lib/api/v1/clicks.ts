import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { mayAskForPublisher } from '@/lib/identity/scope'
import type { Dimension } from '@/lib/reports/dimensions'
import type { Filter } from '@/lib/reports/filter'
import { listDailyRows } from '@/lib/reports/daily-rows'
import { nameOf, namesOf } from '@/lib/reports/names'
import { rangeOf, type Range } from '@/lib/reports/range'
import { addDays, countDays, today } from '@/lib/time'
import { numberIn } from '@/lib/identifier'
import { isUuid } from '@/lib/uuid'
import { handle } from '@/lib/api/operation'
import { invalid, Problem } from '@/lib/api/problem'
import { listClicks, type ClicksQuery } from './clicks.contract'

const MAX_DAYS = 90
const DEFAULT_DAYS = 30
const DEFAULT_ROWS = 100

export const clicksOperations = [
  handle(listClicks, async (caller, { query: asked }) => {
    const range = rangeAskedFor(asked.start_date, asked.end_date, caller.organization.timezone)
    const perPage = asked.per_page ?? asked.limit ?? DEFAULT_ROWS
    const filters = await filtersAskedFor(caller, asked)
    const { rows: found, totalCount } = filters
      ? await listDailyRows(
          { scope: caller.scope, range, filters, zoneChangedAt: caller.organization.timezoneChangedAt },
          { order: '-day', offset: (asked.page - 1) * perPage, limit: perPage },
        )
      : { rows: [], totalCount: 0 }

    const organization = caller.organization.id
    const [advertisers, publishers, networks] = await Promise.all([
      namesOf(
        organization,
        'advertiser',
        found.map(({ advertiser }) => advertiser),
      ),
      namesOf(
        organization,
        'publisher',
        found.map(({ publisher }) => publisher),
      ),
      namesOf(
        organization,
        'network',
        found.map(({ network }) => network),
      ),
    ])
    const totalPages = Math.ceil(totalCount / perPage)
    return {
      data: found.map((row) => {
        const advertiser = nameOf(advertisers, row.advertiser)
        return {
          advertiser_id: advertiser.id,
          advertiser_name: advertiser.name,
          advertiser_slug: advertiser.slug,
          publisher_id: row.publisher,
          publisher_name: nameOf(publishers, row.publisher).name,
          network_id: row.network || null,
          network_name: row.network ? nameOf(networks, row.network).name : null,
          click_date: row.day,
          click_count: row.clicks,
        }
      }),
      meta: {
        current_page: asked.page,
        next_page: asked.page < totalPages ? asked.page + 1 : null,
        // For a page past the end, the previous page is the last one.
        prev_page: asked.page > 1 && totalPages > 0 ? Math.min(asked.page - 1, totalPages) : null,
        total_pages: totalPages,
        total_count: totalCount,
        start_date: range.from,
        end_date: range.to,
        days: range.days,
        publisher_id: asked.publisher_id ?? caller.publisher?.id ?? null,
      },
    }
  }),
]

function rangeAskedFor(start: string | undefined, end: string | undefined, timezone: string): Range {
  const current = today(timezone)
  const to = end ?? current
  const from = start ?? addDays(to, 1 - DEFAULT_DAYS)
  if (from > to) {
    throw end === undefined
      ? invalid('start_date', `must not be in the future: today is ${current} in ${timezone}`)
      : invalid('end_date', 'must be on or after start_date')
  }
  if (countDays(from, to) > MAX_DAYS) throw invalid('end_date', `must give a range of at most ${MAX_DAYS} days`)
  return rangeOf(from, to, timezone)
}

function byNumberOrSlug(text: string) {
  const number = numberIn(text)
  return number === null ? { slug: text } : { incrementalId: number }
}

/** @returns null if a requested entity doesn't exist, so nothing can match */
async function filtersAskedFor(caller: Caller, asked: ClicksQuery): Promise<Filter[] | null> {
  if (asked.publisher_id !== undefined && !mayAskForPublisher(caller.scope, asked.publisher_id)) {
    throw new Problem('forbidden', 'publisher_id: You don’t have access to this publisher.', [
      { field: 'publisher_id', message: 'You don’t have access to this publisher.' },
    ])
  }
  const store = database().forOrganization(caller.organization.id)
  const select = { incrementalId: true } as const
  const filters: Filter[] = []
  const only = (dimension: Dimension, ...values: string[]) => filters.push({ dimension, values, excluded: false })
  if (asked.advertiser_id !== undefined) {
    const advertiser = await store.advertiser.findFirst({ where: byNumberOrSlug(asked.advertiser_id), select })
    if (!advertiser) return null
    only('advertiser', String(advertiser.incrementalId))
  }
  if (asked.network_id !== undefined) {
    const network = await store.network.findFirst({ where: byNumberOrSlug(asked.network_id), select })
    if (!network) return null
    only('network', String(network.incrementalId))
  }
  if (asked.campaign_id !== undefined) {
    // Publishers choose their own campaign IDs, so two of them can use the same one.
    const campaigns = await store.campaign.findMany({
      where: {
        OR: [{ externalId: asked.campaign_id }, ...(isUuid(asked.campaign_id) ? [{ id: asked.campaign_id }] : [])],
      },
      select: { id: true },
    })
    if (campaigns.length === 0) return null
    only('campaign', ...campaigns.map(({ id }) => id))
  }
  if (asked.publisher_id !== undefined) only('publisher', String(asked.publisher_id))
  if (asked.country !== undefined) only('country', asked.country)
  return filters
}
