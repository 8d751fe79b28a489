import { z } from 'zod'
import type { Prisma } from '@/lib/database/generated/client'
import { newUuid } from '@/lib/uuid'
import { factsNeeded } from './fraud'
import { isOfOffer, timeOf, type Subject } from './attribute'
import type { Terms } from './terms'

/** Who converted, as reported: the advertiser's own ID for them, and what else is known, or ''. */
export type ReportedCustomer = { externalId: string; name: string; email: string; avatar?: string }

/** The customers of a round's conversions. */
export class Customers {
  readonly #ids = new Map<string, string>()
  readonly #earlier = new Map<string, number>()
  readonly #buyers = new Set<string>()

  /** Stores those that are new, and what's new about the others. Reads their earlier conversions where a fraud filter needs them. */
  static async read(
    transaction: Prisma.TransactionClient,
    subjects: readonly Subject[],
    terms: Terms,
  ): Promise<Customers> {
    const customers = new Customers()
    await customers.#save(transaction, subjects, terms)
    await customers.#count(
      transaction,
      subjects.filter(
        (subject) =>
          isOfOffer(subject) &&
          factsNeeded(terms.fraudFilterGroupsOf(subject.offer, subject.event)).has('customerConversions'),
      ),
    )
    await customers.#findBuyers(transaction, subjects)
    return customers
  }

  idOf({ report }: Subject): string | null {
    if (!report.customer) return null
    return 'id' in report.customer
      ? report.customer.id
      : (this.#ids.get(nameOf(report.organizationId, report.customer.externalId)) ?? null)
  }

  /** Earlier conversions of the same customer, offer, and event that weren't rejected. Null when the customer is unknown, or nothing needs it. */
  earlierOf(subject: Subject): number | null {
    const key = this.#keyOf(subject)
    return key === undefined ? null : (this.#earlier.get(key) ?? null)
  }

  /** Whether a sale is the customer's first. Null for anything but a sale, or without a customer. */
  isFirstSale(subject: Subject): boolean | null {
    const id = subject.report.amount === null ? null : this.idOf(subject)
    return id === null ? null : !this.#buyers.has(id)
  }

  /** Lets later conversions of the round know about this one. */
  add(subject: Subject): void {
    const id = subject.report.amount === null ? null : this.idOf(subject)
    if (id !== null) this.#buyers.add(id)
    const key = this.#keyOf(subject)
    const known = key === undefined ? undefined : this.#earlier.get(key)
    if (key !== undefined && known !== undefined) this.#earlier.set(key, known + 1)
  }

  #keyOf(subject: Subject): string | undefined {
    const id = this.idOf(subject)
    return id === null || !isOfOffer(subject) ? undefined : countKey(id, subject.offer.id, subject.event?.id ?? null)
  }

  async #save(transaction: Prisma.TransactionClient, subjects: readonly Subject[], terms: Terms): Promise<void> {
    const rows = new Map(
      subjects.flatMap(({ report, click, publisher }) => {
        const { customer, organizationId } = report
        if (!customer || 'id' in customer) return []
        const id = newUuid(new Date(report.time))
        const first = click.isImpression
          ? { clickId: null, clickTime: null, publisherId: null, advertiserId: null }
          : {
              clickId: click.id,
              clickTime: new Date(timeOf(click)),
              publisherId: publisher?.id ?? null,
              advertiserId: terms.advertiserIdOf(click),
            }
        const country = report.tracked ? click.country : report.country
        return [
          [
            nameOf(organizationId, customer.externalId),
            { avatar: '', ...customer, ...first, country, id, organizationId },
          ] as const,
        ]
      }),
    )
    if (rows.size === 0) return
    // In order of the key, so that two transactions with the same ones never wait for each other.
    const stored = z.array(z.object({ id: z.string(), organizationId: z.string(), externalId: z.string() })).parse(
      await transaction.$queryRaw`
        INSERT INTO "Customer" AS known ("id", "organizationId", "externalId", "name", "email", "avatar", "country", "clickId", "clickTime",
          "publisherId", "advertiserId", "updatedAt")
        SELECT "id", "organizationId", "externalId", "name", "email", "avatar", "country", "clickId", "clickTime", "publisherId", "advertiserId", now()
        FROM json_to_recordset(${JSON.stringify([...rows.values()])}::json) AS given("id" uuid, "organizationId" uuid, "externalId" text,
          "name" text, "email" text, "avatar" text, "country" text, "clickId" uuid, "clickTime" timestamptz,
          "publisherId" uuid, "advertiserId" uuid)
        ORDER BY "organizationId", "externalId"
        ON CONFLICT ("organizationId", "externalId") DO UPDATE SET
          "name" = coalesce(nullif(excluded."name", ''), known."name"),
          "email" = coalesce(nullif(excluded."email", ''), known."email"),
          "avatar" = coalesce(nullif(excluded."avatar", ''), known."avatar"),
          "clickId" = coalesce(known."clickId", excluded."clickId"),
          "clickTime" = coalesce(known."clickTime", excluded."clickTime"),
          "publisherId" = coalesce(known."publisherId", excluded."publisherId"),
          "advertiserId" = coalesce(known."advertiserId", excluded."advertiserId"),
          "updatedAt" = now()
        RETURNING "id"::text, "organizationId"::text, "externalId"`,
    )
    for (const { id, organizationId, externalId } of stored) this.#ids.set(nameOf(organizationId, externalId), id)
  }

  /**
   * Finds those who have bought something already. Storing a customer locks them until the transaction ends, so of several sales at once, one is the
   * first.
   */
  async #findBuyers(transaction: Prisma.TransactionClient, subjects: readonly Subject[]): Promise<void> {
    const sales = subjects.filter(({ report }) => report.amount !== null)
    const ids = [...new Set(sales.flatMap((subject) => this.idOf(subject) ?? []))]
    if (ids.length === 0) return
    const found = await transaction.conversion.findMany({
      where: {
        organizationId: { in: [...new Set(sales.map(({ report }) => report.organizationId))] },
        customerId: { in: ids },
        amount: { not: null },
        status: { not: 'Rejected' },
      },
      distinct: ['customerId'],
      select: { customerId: true },
    })
    for (const { customerId } of found) if (customerId !== null) this.#buyers.add(customerId)
  }

  async #count(transaction: Prisma.TransactionClient, subjects: readonly Subject[]): Promise<void> {
    const ids = [...new Set(subjects.flatMap((subject) => this.idOf(subject) ?? []))]
    for (const subject of subjects) {
      const key = this.#keyOf(subject)
      if (key !== undefined) this.#earlier.set(key, 0)
    }
    if (ids.length === 0) return
    const found = await transaction.conversion.groupBy({
      by: ['customerId', 'offerId', 'offerEventId'],
      where: {
        organizationId: { in: [...new Set(subjects.map(({ report }) => report.organizationId))] },
        customerId: { in: ids },
        kind: { in: ['conversion', 'event'] },
        status: { not: 'Rejected' },
      },
      _count: true,
    })
    for (const { customerId, offerId, offerEventId, _count: count } of found) {
      const key = countKey(customerId ?? '', offerId ?? '', offerEventId)
      if (this.#earlier.has(key)) this.#earlier.set(key, count)
    }
  }
}

const nameOf = (organizationId: string, externalId: string) => `${organizationId} ${externalId}`
const countKey = (customerId: string, offerId: string, eventId: string | null) =>
  `${customerId} ${offerId} ${eventId ?? ''}`
