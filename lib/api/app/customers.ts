import { ledgerRowOf, eventRowOf } from '@/lib/conversions/ledger'
import { canEditCustomer } from '@/lib/catalog/customers'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { among } from '@/lib/identity/scope'
import { findClick } from '@/lib/reports/clicks'
import {
  countCustomers,
  findCustomer,
  listCustomers,
  type CustomerOrder,
  type ListedCustomer,
} from '@/lib/reports/customers'
import { asSeenBy, canSeeReasons } from '@/lib/reports/fraud-visibility'
import { summaries, summaryRow } from '@/lib/api/app/conversions/summaries'
import { handle } from '@/lib/api/operation'
import { Problem } from '@/lib/api/problem'
import { listCustomerRows, readCustomerJourney, type CustomerRow, type CustomerSort } from './customers.contract'

const orders: Readonly<Record<CustomerSort, CustomerOrder['by']>> = {
  name: 'name',
  email: 'email',
  external_id: 'externalId',
  created_at: 'createdAt',
  sales: 'sales',
  sale_amount: 'saleAmount',
  first_sale_at: 'firstSaleAt',
}
const isOrder = (name: string): name is CustomerSort => Object.hasOwn(orders, name)

function orderOf(sort: string): CustomerOrder {
  const isDescending = sort.startsWith('-')
  const name = isDescending ? sort.slice(1) : sort
  return { by: isOrder(name) ? orders[name] : 'createdAt', direction: isDescending ? 'desc' : 'asc' }
}

export const customerPageOperations = [
  handle(listCustomerRows, async (caller, { query: { q, filter, sort, page } }) => {
    const asked = {
      search: q.trim() || undefined,
      country: filter.country?.eq,
      publisherId: filter.publisher_id?.eq,
    }
    const [rows, total] = await Promise.all([
      listCustomers(caller, asked, {
        order: orderOf(sort),
        place: { skip: (page.number - 1) * page.size },
        size: page.size,
      }),
      countCustomers(caller, asked),
    ])
    return {
      data: (rows ?? []).map((row) => rowOf(caller, row)),
      meta: { total_count: total, total_page: Math.ceil(total / page.size) },
    }
  }),

  handle(readCustomerJourney, async (caller, { params: { id } }) => {
    const found = await findCustomer(caller, id)
    if (!found) throw new Problem('not_found', 'No customer with this ID.')
    const [click, conversions] = await Promise.all([clickOf(caller, found), conversionsOf(caller, found)])
    return { data: { ...rowOf(caller, found), stripe_id: found.stripeId, click, ...conversions } }
  }),
]

function rowOf(caller: Caller, row: ListedCustomer): CustomerRow {
  const { publisherId: id, publisherNumber: number } = row
  return {
    id: row.id,
    external_id: row.externalId,
    name: row.name,
    email: row.email,
    avatar: row.avatar,
    country: row.country,
    publisher: id === null || number === null ? null : { id, incremental_id: number, name: row.publisherName ?? '' },
    first_click_at: row.clickTime?.toISOString() ?? null,
    sales: row.sales,
    sale_amount: row.saleAmount,
    first_sale_at: row.firstSaleAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    can_edit:
      caller.permissions.has('customers:manage') &&
      canEditCustomer(caller, { publisher: row.publisherNumber, advertiser: row.advertiserNumber }),
  }
}

/** The click that first led to a customer, as the caller can see it. */
async function clickOf(caller: Caller, { clickId }: ListedCustomer) {
  const found = clickId === null ? null : await findClick(caller, clickId)
  return (await asSeenBy(caller, found ? [found] : []))[0] ?? null
}

const SHOWN = 100

/** What followed, of what the caller can see. */
async function conversionsOf(caller: Caller, { id }: ListedCustomer) {
  const { organization, scope } = caller
  const store = database().forOrganization(organization.id)
  const where = {
    customerId: id,
    ...(scope.publishers === 'all'
      ? {}
      : { OR: [{ publisher: among(scope.publishers) }, { advertiser: among(scope.advertisers) }] }),
  }
  const [rows, conversions_count, showsReasons] = await Promise.all([
    store.conversion.findMany({ where, orderBy: [{ time: 'asc' }, { id: 'asc' }], take: SHOWN }),
    store.conversion.count({ where }),
    canSeeReasons(caller),
  ])
  const shown = rows.map((row) => summaryRow.parse(eventRowOf(ledgerRowOf(row))))
  return { conversions: await summaries(caller, shown, { showsReasons }), conversions_count }
}
