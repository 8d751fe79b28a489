import type { EventLog } from '@/lib/events/log'
import { impression } from '@/lib/events/tables'
import type { DemoOrganization } from './catalog'

/** How often an ad is shown for each click on it. Of offers that aren't paid by the thousand, few count impressions. */
const PER_CLICK = 60
const PER_CLICK_UNPAID = 4
/** How much earlier than the click the first of them is, in ms. */
const SPREAD = 3_600_000

/**
 * Stores the impressions of offers that are paid by the thousand or whose impressions convert, made from their clicks: others saw the same ad in the hour before. One in thirty
 * is rejected, for a device that the offer doesn't target.
 */
export async function storeImpressions(
  events: Pick<EventLog, 'command'>,
  { row, plan, offers }: DemoOrganization,
): Promise<void> {
  const zone = plan.timezone
  for (const { row: offer } of offers.filter(({ row: one }) => isPerMille(one) || one.viewThroughAttributionEnabled)) {
    const count = isPerMille(offer) ? PER_CLICK : PER_CLICK_UNPAID
    const hash = (salt: string) => `cityHash64(c.id, n, '${salt}')`
    const hex = (salt: string) => `leftPad(lower(hex(${hash(salt)})), 16, '0')`
    const at = `(toUnixTimestamp64Milli(c.time) - ${hash('time')} % ${SPREAD})`
    const stamp = `leftPad(lower(hex(toUInt64(${at}))), 12, '0')`
    const rejected = `${hash('rejected')} % 30 = 0`
    const paid = (amount: unknown) =>
      `if(${rejected} OR c.bot, 0, toDecimal64('${isPerMille(offer) ? Number(amount) / 1000 : 0}', 6))`
    const own: Readonly<Record<string, string>> = {
      id: `toUUID(concat(substring(${stamp}, 1, 8), '-', substring(${stamp}, 9, 4), '-7', substring(${hex('a')}, 1, 3), '-8', substring(${hex('a')}, 4, 3), '-', substring(${hex('b')}, 1, 12)))`,
      time: `fromUnixTimestamp64Milli(${at}, 'UTC')`,
      day: `toDate(fromUnixTimestamp64Milli(${at}, 'UTC'), '${zone}')`,
      ip: "''",
      visitor: hash('visitor'),
      status: `if(${rejected}, 'Rejected', 'Approved')`,
      reason: `if(${rejected}, 'device_not_targeted', '')`,
      flags: '[]',
      payout: paid(offer.payout),
      revenue: paid(offer.revenue),
    }
    const names = Object.keys(impression.columns)
    await events.command(
      `INSERT INTO ${impression.name} (${names.join(', ')}) SELECT ${names.map((name) => own[name] ?? `c.${name}`).join(',\n')}
       FROM click AS c ARRAY JOIN range(${count}) AS n
       WHERE c.organization = '${row.id}' AND c.offer = ${offer.incrementalId}`,
    )
  }
}

const isPerMille = ({ payoutType }: { payoutType: string }): boolean => payoutType === 'CPM'
