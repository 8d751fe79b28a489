import { z } from 'zod'
import { isSeenBy } from '@/lib/catalog/customer-scope'
import { linksWhere } from '@/lib/catalog/reading-links'
import { shortLinkName } from '@/lib/catalog/short-link-address'
import { database } from '@/lib/database/client'
import { NO_ID } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import type { EventCustomer, EventOrigin } from './event-schema'

/** What an event says about its link and its customer. Clicks name customers by the organization's own ID, and conversions by ours. */
export type OriginRow = {
  link: string
  domain: string
  key: string
  trigger: string
  external_user?: string
  customer?: string
}

/**
 * Finds the short links and customers of events. Links are as they were at the time; whether they can be opened depends on what they are now, and
 * customers only have names for callers who can see them.
 */
export async function originsOf(
  caller: Caller,
  events: readonly OriginRow[],
): Promise<(event: OriginRow) => EventOrigin> {
  const [openable, customers] = await Promise.all([openableLinks(caller, events), customersOf(caller, events)])
  return (event) => {
    const { link, domain, key, trigger } = event
    return {
      link: link === '' ? null : { id: link, name: shortLinkName({ domain, key }), canOpen: openable.has(link) },
      customer: customers(event),
      trigger,
    }
  }
}

async function openableLinks(caller: Caller, events: readonly OriginRow[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(events.map(({ link }) => link))].filter((id) => id !== '')
  if (ids.length === 0 || !caller.permissions.has('links:read')) return new Set()
  const found = await database()
    .forOrganization(caller.organization.id)
    .link.findMany({ where: { AND: [{ id: { in: ids } }, linksWhere(caller)] }, select: { id: true } })
  return new Set(found.map(({ id }) => id))
}

const named = z.array(z.object({ id: z.uuid(), externalId: z.string(), name: z.string(), email: z.string() }))

async function customersOf(
  caller: Caller,
  events: readonly OriginRow[],
): Promise<(event: OriginRow) => EventCustomer | null> {
  const ids = [...new Set(events.map(({ customer = NO_ID }) => customer))].filter((id) => id !== NO_ID)
  const external = [...new Set(events.map(({ external_user: id = '' }) => id))].filter((id) => id !== '')
  const found =
    ids.length + external.length > 0 && caller.permissions.has('customers:read')
      ? named.parse(
          await database().prisma.$queryRaw`
            SELECT customer."id"::text, customer."externalId", customer."name", customer."email" FROM "Customer" customer
            WHERE ${isSeenBy(caller, 'customer')} AND customer."deletedAt" IS NULL
              AND (customer."id" = ANY(${ids}::uuid[]) OR customer."externalId" = ANY(${external}::text[]))`,
        )
      : []
  const byId = new Map(found.map((one) => [one.id, one]))
  const byExternalId = new Map(found.map((one) => [one.externalId, one]))
  return ({ customer = NO_ID, external_user: externalId = '' }) => {
    const known = byId.get(customer) ?? byExternalId.get(externalId)
    if (known) return { id: known.id, name: known.name || known.email || known.externalId }
    // What a click itself says isn't a secret from those who see the click.
    return externalId === '' ? null : { id: null, name: externalId }
  }
}
