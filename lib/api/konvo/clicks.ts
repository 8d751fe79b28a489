import Bowser from 'bowser'
import { z } from 'zod'
import { database } from '@/lib/database/client'
import { isoTime, literal } from '@/lib/events/sql'
import { COUNTED, NO_ID } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import type { Filter } from '@/lib/reports/filter'
import { numberedRows } from '@/lib/reports/numbered-rows'
import type { Question } from '@/lib/reports/question'
import { FIRST_DAY, rangeOf, rangeOfInstants, type Range } from '@/lib/reports/range'
import { ask } from '@/lib/reports/run'
import { addDays, startOfDay, today } from '@/lib/time'
import { isUuid } from '@/lib/uuid'
import { timeIn } from '@/lib/api/iso-time'
import { handle } from '@/lib/api/operation'
import { invalid } from '@/lib/api/problem'
import { listKonvoClicks, MOST_CLICKS, type KonvoClick, type KonvoQuery } from './clicks.contract'

const row = z.object({
  id: z.string(),
  time: z.string(),
  ip: z.string(),
  user_agent: z.string(),
  device: z.string(),
  os: z.string(),
  browser: z.string(),
  country: z.string(),
  region: z.string(),
  city: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  timezone: z.string(),
  channel: z.string(),
  campaign: z.string(),
  external_user: z.string(),
})
type Row = z.output<typeof row>

export const konvoClickOperations = [
  handle(listKonvoClicks, async (caller, { query }) => {
    const { page, limit: size } = query
    if (page * size > MOST_CLICKS)
      throw invalid(
        'page',
        `must be at most ${Math.floor(MOST_CLICKS / size)} with ${size} clicks per page. Narrow the list down with created_at_min and created_at_max.`,
      )
    const now = new Date()
    const question: Question = {
      scope: caller.scope,
      range: rangeAsked(caller, query, now),
      // Only the total is asked for, and all of time has fewer months than days.
      interval: 'month',
      filters: await filtersOf(caller, query),
      zoneChangedAt: caller.organization.timezoneChangedAt,
    }
    const [{ totals }, rows] = await Promise.all([
      ask({ question, metrics: ['clicks'], now }),
      numberedRows(question, {
        source: 'click',
        row,
        order: 'desc',
        offset: (page - 1) * size,
        size,
        only: [literal(COUNTED)],
      }),
    ])
    return { count: totals.clicks.value, result: await answers(caller, rows) }
  }),
]

/** All of time, unless there are limits. */
function rangeAsked(
  { organization: { timezone } }: Caller,
  { created_at_min: min, created_at_max: max }: KonvoQuery,
  now: Date,
): Range {
  const tomorrow = addDays(today(timezone, now), 1)
  if (min === undefined && max === undefined) return rangeOf(FIRST_DAY, tomorrow, timezone, null, now)
  const from = min === undefined ? startOfDay(FIRST_DAY, 'UTC') : timeIn('created_at_min', min, 'UTC').first
  const to = max === undefined ? undefined : timeIn('created_at_max', max, 'UTC').last
  if (to && to < from) throw invalid('created_at_max', 'must not be before created_at_min')
  // Inclusive, to the millisecond.
  const end = to ? to.getTime() + 1 : Math.max(startOfDay(tomorrow, 'UTC').getTime(), from.getTime() + 1)
  return rangeOfInstants(from, new Date(end), 'UTC', now)
}

async function filtersOf({ organization }: Caller, { contact, originId }: KonvoQuery): Promise<Filter[]> {
  const store = database().forOrganization(organization.id)
  const [customers, campaigns] = await Promise.all([
    contact !== undefined && isUuid(contact)
      ? store.customer.findMany({ where: { id: contact, deletedAt: null }, select: { externalId: true } })
      : [],
    originId === undefined ? [] : store.campaign.findMany({ where: { externalId: originId }, select: { id: true } }),
  ])
  const externalIds = [contact ?? '', ...customers.map(({ externalId }) => externalId)]
  return [
    ...(contact === undefined
      ? []
      : [{ dimension: 'customer' as const, values: externalIds.map((id) => `ext_${id}`), excluded: false }]),
    ...(originId === undefined
      ? []
      : [{ dimension: 'campaign' as const, values: campaigns.map(({ id }) => id), excluded: false }]),
  ]
}

async function answers({ organization }: Caller, rows: readonly Row[]): Promise<KonvoClick[]> {
  const store = database().forOrganization(organization.id)
  const each = (of: (row: Row) => string, none: string) => [...new Set(rows.map(of))].filter((one) => one !== none)
  const [campaigns, customers] = await Promise.all([
    store.campaign.findMany({
      where: { id: { in: each(({ campaign }) => campaign, NO_ID) } },
      select: { id: true, externalId: true },
    }),
    store.customer.findMany({
      where: { externalId: { in: each((one) => one.external_user, '') }, deletedAt: null },
      select: { id: true, externalId: true },
    }),
  ])
  const origins = new Map(campaigns.map(({ id, externalId }) => [id, externalId]))
  const contacts = new Map(customers.map(({ id, externalId }) => [externalId, id]))
  const vendors = new Map(each((one) => one.user_agent, '').map((agent) => [agent, vendorOf(agent)]))
  return rows.map((one) => ({
    ip_address: one.ip,
    device: `${vendors.get(one.user_agent) ?? ''}${one.device.toLowerCase()}`,
    operating_system: one.os,
    browser: one.browser,
    country: one.country,
    // Without the country, which comes before it.
    region: one.region.replace(/^[A-Z]{2}-/, ''),
    city: one.city,
    lat_long: one.latitude === null || one.longitude === null ? '' : `${one.latitude},${one.longitude}`,
    timezone: one.timezone,
    id: one.id,
    workspace_id: organization.id,
    channel: one.channel,
    resource_id: origins.get(one.campaign) ?? '',
    external_user_id: one.external_user,
    contact_id: contacts.get(one.external_user) ?? '',
    created_at: isoTime(one.time),
  }))
}

/** Who made the device, or ''. */
const vendorOf = (userAgent: string): string => Bowser.parse(userAgent).platform.vendor ?? ''
