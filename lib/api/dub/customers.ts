import { createCustomer as create, deleteCustomer as forget, updateCustomer as update } from '@/lib/catalog/customers'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { readableHost, shortLinkOf } from '@/lib/catalog/short-link-address'
import { linksOfClicks } from '@/lib/reports/customer-links'
import { isUuid } from '@/lib/uuid'
import { findCustomer, listCustomers as list, type ListedCustomer } from '@/lib/reports/customers'
import { handle } from '@/lib/api/operation'
import { invalid, Problem } from '@/lib/api/problem'
import {
  createCustomer,
  deleteCustomer,
  getCustomer,
  listCustomers,
  updateCustomer,
  type CustomerAnswer,
} from './customers.contract'
import { inMinorUnits } from './minor-units'
import { placeOf } from './paging'

export const customerOperations = [
  handle(listCustomers, async (caller, { query }) => {
    const { email, externalId, search, country, partnerId, linkId, sortBy, sortOrder, pageSize } = query
    const found = await list(
      caller,
      { email, externalId, search, country, publisherId: partnerId, linkId },
      { order: { by: sortBy, direction: sortOrder }, place: placeOf(query), size: pageSize },
    )
    if (!found)
      throw invalid(
        query.startingAfter === undefined ? 'endingBefore' : 'startingAfter',
        'must be the ID of a customer',
      )
    return answersOf(caller, found, query)
  }),

  handle(createCustomer, async (caller, { query, body: { stripeCustomerId, ...fields } }) => {
    const id = await create(database(), caller, { ...fields, stripeId: stripeCustomerId })
    return answer(caller, await sought(caller, id), query)
  }),

  handle(getCustomer, async (caller, { params, query }) => answer(caller, await sought(caller, params.id), query)),

  handle(updateCustomer, async (caller, { params, query, body: { stripeCustomerId, ...fields } }) => {
    const { id } = await sought(caller, params.id)
    await update(database(), caller, id, { ...fields, stripeId: stripeCustomerId })
    return answer(caller, await sought(caller, id), query)
  }),

  handle(deleteCustomer, async (caller, { params }) => {
    const { id } = await sought(caller, params.id)
    await forget(database(), caller, id)
    return { id }
  }),
]

async function sought(caller: Caller, id: string): Promise<ListedCustomer> {
  const found = await findCustomer(caller, id)
  if (found) return found
  throw new Problem('not_found', 'No customer with this ID. To use your own ID, put ext_ before it.')
}

type Shown = { includeExpandedFields: boolean }
type LinkOf = NonNullable<CustomerAnswer['link']>

async function answer(caller: Caller, row: ListedCustomer, shown: Shown): Promise<CustomerAnswer> {
  const [only] = await answersOf(caller, [row], shown)
  if (!only) throw new Error('Expected one customer')
  return only
}

async function answersOf(caller: Caller, rows: readonly ListedCustomer[], shown: Shown): Promise<CustomerAnswer[]> {
  const links = shown.includeExpandedFields ? await linksOf(caller, rows) : new Map<string, LinkOf>()
  return rows.map((row) => customerAnswer(caller, row, { ...shown, link: links.get(row.clickId ?? '') ?? null }))
}

/** The short links of customers' first clicks, by these clicks. */
async function linksOf(caller: Caller, rows: readonly ListedCustomer[]): Promise<ReadonlyMap<string, LinkOf>> {
  const linkOf = await linksOfClicks(
    caller.scope,
    rows.flatMap(({ clickId }) => clickId ?? []),
  )
  const links = await database()
    .forOrganization(caller.organization.id)
    .link.findMany({ where: { id: { in: [...linkOf.values()].filter(isUuid) } } })
  const byId = new Map(links.map((link) => [link.id, link]))
  return new Map(
    [...linkOf].flatMap(([click, id]): [string, LinkOf][] => {
      const link = byId.get(id)
      if (!link) return []
      const { domain, key, url } = link
      return [[click, { id, domain: readableHost(domain), key, shortLink: shortLinkOf(link), url, programId: null }]]
    }),
  )
}

/** A customer in Dub's shape. */
export function customerAnswer(
  { organization }: Caller,
  row: ListedCustomer,
  { includeExpandedFields, link }: Shown & { link: LinkOf | null },
): CustomerAnswer {
  const { publisherId, publisherName } = row
  const partner = publisherId === null ? null : { id: publisherId, name: publisherName ?? '', email: null, image: null }
  return {
    id: row.id,
    externalId: row.externalId,
    name: row.name || null,
    email: row.email || null,
    avatar: row.avatar || null,
    stripeCustomerId: row.stripeId || null,
    country: row.country || null,
    sales: row.sales,
    saleAmount: inMinorUnits(row.saleAmount, organization.currency),
    createdAt: row.createdAt.toISOString(),
    firstSaleAt: row.firstSaleAt?.toISOString() ?? null,
    subscriptionCanceledAt: null,
    ...(includeExpandedFields ? { link, programId: null, partner, discount: null } : {}),
  }
}
