import type { Attributed } from '@/lib/conversions/attribute'
import { foundClick } from '@/lib/conversions/facts'
import type { Report } from '@/lib/conversions/outcome'
import type { ClickRow } from '@/lib/events/tables'
import { drawDelay } from './conversion-rates'
import type { DemoOrganization } from './catalog'
import type { DemoCustomer } from './customers'
import { FIRST_NAMES, LAST_NAMES } from './names'
import { Random } from './random'
import type { DemoReports } from './reports'

const DAY = 24 * 60 * 60 * 1000
/** What people pay monthly, they pay again. */
const MONTH = 30 * DAY
/** Share of those who leave after each month. */
const LEAVING = 0.12

/**
 * What the organization tracks about the clicks on its own links: leads, and what customers pay. Oldest first.
 * @param now ms since 1970
 */
export function linkReports(
  { row, plan, shortLinks }: DemoOrganization,
  clicks: readonly ClickRow[],
  { seed, now }: { seed: string; now: number },
): DemoReports {
  const random = new Random(`${seed}/link-reports/${row.slug}`)
  const trafficOf = new Map(shortLinks.links.map((link) => [link.row.id, link.traffic]))
  const by = { scope: { organizationId: row.id, publishers: 'all', advertisers: [] }, reach: everything } as const
  const customers: DemoCustomer[] = []
  const reports = clicks.flatMap((click): Attributed[] => {
    const { lead, sale } = trafficOf.get(click.link) ?? {}
    if (!lead || click.bot || click.status !== 'Approved' || !random.chance(lead.chance)) return []
    const found = foundClick.parse({ ...click, isImpression: false })
    const clickedAt = Date.parse(`${click.time.replace(' ', 'T')}Z`)
    const time = clickedAt + drawDelay(random)
    if (time >= now) return []
    const customer = customerOf(click, time, customers.length, random)
    customers.push(customer)
    const told = (at: number, event: string, more: Partial<Report> & Pick<Report, 'tracked'>): Attributed => ({
      click: found,
      report: {
        organizationId: row.id,
        allowedOfferId: null,
        source: 'track',
        transactionId: click.id,
        offerId: null,
        customer: { id: customer.id },
        event: { name: event },
        time: at,
        ...nothingSaid,
        ...more,
      },
    })
    const tracked = { quantity: 1, metadata: null, by } as const
    const all = [told(time, lead.name, { tracked: { ...tracked, kind: 'lead', paymentProcessor: '' } })]
    if (!sale || !random.chance(sale.chance)) return all
    const price = random.pick(sale.prices)
    for (let at = time + random.between(0.5, 12) * DAY; at < now; at += MONTH) {
      const said = {
        amount: price.toFixed(2),
        amountCurrency: plan.currency,
        externalId: `INV-${100_000 + random.below(900_000)}`,
      }
      const processed = {
        ...tracked,
        kind: 'sale',
        metadata: { plan: planOf(price) },
        paymentProcessor: 'stripe',
      } as const
      all.push(told(Math.floor(at), sale.name, { ...said, tracked: processed }))
      if (random.chance(LEAVING)) break
    }
    return all
  })
  return { customers, reports: reports.toSorted((a, b) => a.report.time - b.report.time) }
}

const everything = {
  publishers: { see: 'all', edit: 'all' },
  advertisers: { see: 'all', edit: 'all' },
} as const

/** What neither leads nor, unless they say so, sales have. */
const nothingSaid = {
  country: '',
  externalId: '',
  amountCurrency: null,
  amount: null,
  rejectedReason: null,
  status: null,
} as const

const planOf = (price: number) => (price < 99 ? 'Starter' : price < 249 ? 'Team' : 'Business')

function customerOf(click: ClickRow, time: number, index: number, random: Random): DemoCustomer {
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)]
  return {
    id: random.uuid(time),
    externalId: `user-${10_000 + index}`,
    name: `${first} ${last}`,
    email: `user-${10_000 + index}@mail.example`,
    country: click.country,
    clickId: click.id,
    clickTime: `${click.time.replace(' ', 'T')}Z`,
    publisher: 0,
    advertiser: 0,
    createdAt: new Date(time),
  }
}
