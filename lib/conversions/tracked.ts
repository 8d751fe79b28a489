import { z } from 'zod'
import type { Prisma } from '@/lib/database/generated/client'
import type { Subject } from './attribute'
import type { Customers } from './customers'
import type { LedgerRow } from './ledger'
import type { Tracked } from './outcome'

// What leads and sales repeat: docs/decisions/0032-leads-and-sales.md.

/** How long the same lead of a customer counts once, in ms. */
const LEAD_ONCE = 7 * 86_400_000

type Known = Pick<LedgerRow, 'id' | 'time'>

/** The leads and sales in the ledger that those of a round may repeat. */
export class TrackedBefore {
  readonly #leads = new Map<string, Known[]>()
  readonly #invoices = new Map<string, Known>()

  /** Reads them under the lock on their customers, so that of several at once, one is the first. */
  static async read(
    transaction: Prisma.TransactionClient,
    subjects: readonly Subject[],
    customers: Customers,
  ): Promise<TrackedBefore> {
    const before = new TrackedBefore()
    const of = (kind: Tracked['kind']) => subjects.filter(({ report }) => report.tracked?.kind === kind)
    await before.#readLeads(transaction, of('lead'), customers)
    await before.#readInvoices(transaction, of('sale'))
    return before
  }

  /** What a lead or sale repeats, if it does. */
  repeatedBy({ report }: Subject, customerId: string | null): Known | undefined {
    if (report.tracked?.kind === 'sale') return this.#invoices.get(invoiceKey(report))
    const leads = this.#leads.get(leadKey(customerId, nameOf(report)))
    return leads?.find(({ time }) => report.time - time.getTime() < LEAD_ONCE)
  }

  /** Lets what follows in the round know about it. */
  add({ report }: Subject, { id, time, customerId }: LedgerRow): void {
    const known = { id, time }
    if (report.tracked?.kind === 'lead') this.#addLead(leadKey(customerId, nameOf(report)), known)
    else if (report.externalId !== '') this.#invoices.set(invoiceKey(report), known)
  }

  #addLead(key: string, known: Known): void {
    this.#leads.set(key, [...(this.#leads.get(key) ?? []), known])
  }

  async #readLeads(
    transaction: Prisma.TransactionClient,
    leads: readonly Subject[],
    customers: Customers,
  ): Promise<void> {
    const ids = [...new Set(leads.flatMap((lead) => customers.idOf(lead) ?? []))]
    if (ids.length === 0) return
    const since = Math.min(...leads.map(({ report }) => report.time)) - LEAD_ONCE
    const rows = await transaction.conversion.findMany({
      where: {
        organizationId: { in: [...new Set(leads.map(({ report }) => report.organizationId))] },
        customerId: { in: ids },
        amount: null,
        time: { gt: new Date(since) },
      },
      select: { id: true, customerId: true, name: true, time: true },
      orderBy: { id: 'asc' },
    })
    for (const { customerId, name, ...known } of rows) this.#addLead(leadKey(customerId, name), known)
  }

  async #readInvoices(transaction: Prisma.TransactionClient, sales: readonly Subject[]): Promise<void> {
    const ids = sales.flatMap(({ report: { externalId } }) => (externalId === '' ? [] : [externalId]))
    if (ids.length === 0) return
    const organizations = sales.map(({ report }) => report.organizationId)
    // As in the unique index on them.
    const rows = invoices.parse(
      await transaction.$queryRaw`
        SELECT "id"::text, "organizationId"::text, "externalId", "time" FROM "Conversion"
        WHERE "organizationId" = ANY(${[...new Set(organizations)]}::uuid[]) AND "externalId" = ANY(${[...new Set(ids)]}::text[])
          AND "paymentProcessor" <> '' AND "externalId" <> ''`,
    )
    for (const { id, time, ...row } of rows) this.#invoices.set(invoiceKey(row), { id, time })
  }
}

const invoices = z.array(
  z.object({
    id: z.string(),
    organizationId: z.string(),
    externalId: z.string(),
    time: z.date(),
  }),
)

const leadKey = (customerId: string | null, name: string) => `${customerId} ${name.toLowerCase()}`
const invoiceKey = ({ organizationId, externalId }: { organizationId: string; externalId: string }) =>
  `${organizationId} ${externalId}`
/** What a lead or sale is called. */
export const nameOf = ({ event }: Subject['report']): string => (event && 'name' in event ? event.name : '')
