import { z } from 'zod'
import { exact } from '@/lib/conversions/money'
import { isoTime } from '@/lib/events/sql'
import { NO_ID } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { clicksById } from '@/lib/reports/clicks-by-id'
import { customersById } from '@/lib/reports/customers'
import { moneyIn } from '@/lib/reports/money'
import { readableHost } from '@/lib/catalog/short-link-address'
import { today } from '@/lib/time'
import { customerAnswer } from './customers'
import { linkIdOf } from '@/lib/reports/link-counts'
import { eventLinks, keyOf } from './event-links'
import { type ClickAnswer, type EventAnswer } from './events.contract'
import { inMinorUnits } from './minor-units'
import { paymentProcessors } from './payment-processors'

/** What clicks and conversions have in common. */
const visit = z.object({
  id: z.string(),
  time: z.string(),
  link: z.string(),
  domain: z.string(),
  key: z.string(),
  url: z.string(),
  offer: z.number(),
  publisher: z.number(),
  tenant: z.string(),
  folder: z.string(),
  continent: z.string(),
  country: z.string(),
  region: z.string(),
  city: z.string(),
  device: z.string(),
  browser: z.string(),
  os: z.string(),
  trigger: z.string(),
  referer_host: z.string(),
  referer: z.string(),
})
export type EventRow = z.output<typeof visit>

export const clickEventRow = visit.extend({ user_agent: z.string(), ip: z.string() })
type ClickEventRow = z.output<typeof clickEventRow>

export const conversionEventRow = visit.extend({
  name: z.string(),
  click: z.string(),
  click_time: z.string(),
  customer: z.string(),
  external_transaction: z.string(),
  amount: z.string(),
  amount_currency: z.string(),
  metadata: z.string(),
  payment_processor: z.string(),
})
type ConversionEventRow = z.output<typeof conversionEventRow>

export async function clickAnswers(caller: Caller, rows: readonly ClickEventRow[]): Promise<EventAnswer[]> {
  const linkOf = await eventLinks(caller, rows)
  return rows.map((row) => ({ event: 'click', ...commonOf(row, clickOf(row), linkOf(row)) }))
}

/** Leads or sales, with their clicks as far as these are still there, their customers, and their amounts in the organization's currency. */
export async function conversionAnswers(
  caller: Caller,
  kind: 'leads' | 'sales',
  rows: readonly ConversionEventRow[],
): Promise<EventAnswer[]> {
  const { id, currency, timezone } = caller.organization
  const [linkOf, clicks, customers, money] = await Promise.all([
    eventLinks(caller, rows),
    clicksById(
      id,
      rows.map((row) => row.click).filter((one) => one !== NO_ID),
      clickEventRow,
    ),
    customersById(
      caller,
      rows.map((row) => row.customer).filter((one) => one !== NO_ID),
    ),
    moneyIn(id, currency, today(timezone)),
  ])
  return rows.map((row) => {
    const from = clicks.get(row.click)
    const known = customers.get(row.customer)
    const converted = {
      ...commonOf(row, from ? clickOf(from) : withoutClick(row), linkOf(row)),
      eventId: row.id,
      eventName: row.name,
      metadata: row.metadata === '' ? null : metadata.parse(JSON.parse(row.metadata)),
      customer: known
        ? customerAnswer(caller, known, { includeExpandedFields: false, link: null })
        : { id: row.customer === NO_ID ? '' : row.customer, externalId: '', createdAt: isoTime(row.time) },
    }
    if (kind === 'leads') return { event: 'lead', ...converted }
    const rate = money.rates.get(row.amount_currency)
    // Without a rate, it's in the currency it was paid in.
    const paid = rate === undefined ? row.amount_currency || currency : currency
    const amount = inMinorUnits(exact(row.amount).times(rate ?? 1), paid)
    return {
      event: 'sale',
      ...converted,
      sale: {
        amount,
        invoiceId: row.external_transaction || null,
        paymentProcessor: paymentProcessors.find((one) => one === row.payment_processor) ?? 'custom',
        currency: paid.toLowerCase(),
      },
      saleAmount: amount,
      invoice_id: row.external_transaction,
      payment_processor: row.payment_processor,
    }
  })
}

const metadata = z.json()

function commonOf<Link>(row: EventRow, click: ClickAnswer, link: Link) {
  return {
    timestamp: isoTime(row.time),
    click,
    link,
    click_id: click.id,
    link_id: linkIdOf(row),
    domain: readableHost(row.domain),
    key: keyOf(row),
    url: click.url,
    continent: click.continent,
    country: click.country,
    city: click.city,
    device: click.device,
    browser: click.browser,
    os: click.os,
    qr: click.qr ? 1 : 0,
    ip: click.ip,
  }
}

function clickOf({ id, time, user_agent: ua, ip, ...row }: ClickEventRow): ClickAnswer {
  return { ...placeOf(row), id, timestamp: isoTime(time), ua: ua || null, ip }
}

/** The click of a conversion as the conversion knows it, if there's none or it's gone. */
function withoutClick({ click, click_time: time, ...row }: ConversionEventRow): ClickAnswer {
  return { ...placeOf(row), id: click === NO_ID ? '' : click, timestamp: isoTime(time), ua: null, ip: '' }
}

function placeOf(row: Omit<EventRow, 'id' | 'time'>) {
  return {
    url: row.url,
    country: row.country,
    city: row.city,
    region: row.region,
    continent: row.continent,
    device: row.device,
    browser: row.browser,
    os: row.os,
    trigger: row.trigger || null,
    referer: row.referer_host,
    refererUrl: row.referer,
    qr: row.trigger === 'qr',
  }
}
