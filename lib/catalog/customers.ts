import { z } from 'zod'
import type { Database } from '@/lib/database/client'
import type { Customer, Prisma } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { includes } from '@/lib/identity/scope'
import { customerInput, type CustomerInput } from '@/lib/catalog/rules/customer'
import { ours, valid } from './create'
import { isSeenBy } from './customer-scope'

// Customers come with the conversions that advertisers report. Here's what people change about them.

const withOwners = {
  publisher: { select: { incrementalId: true } },
  advertiser: { select: { incrementalId: true } },
} as const satisfies Prisma.CustomerInclude

/** Whether they can change customers of anyone, including those without a click. */
const changesAll = ({ reach }: Pick<Caller, 'reach'>): boolean =>
  reach.publishers.edit === 'all' || reach.advertisers.edit === 'all'

/** Whether someone can change a customer whose first click is a publisher's and on an advertiser's offer, by their numbers. */
export function canEditCustomer(
  caller: Pick<Caller, 'reach'>,
  { publisher, advertiser }: { publisher: number | null; advertiser: number | null },
): boolean {
  const { publishers, advertisers } = caller.reach
  return (
    changesAll(caller) ||
    (publisher !== null && includes(publishers.edit, publisher)) ||
    (advertiser !== null && includes(advertisers.edit, advertiser))
  )
}

/** Creates a customer that no click has led to yet. @returns its ID */
export function createCustomer(database: Database, caller: Caller, input: CustomerInput): Promise<string> {
  if (!changesAll(caller))
    throw new Refused('forbidden', 'Only people who can edit all publishers or advertisers can create customers.')
  return change(
    database,
    caller,
    async ({ database: store, record }) => {
      const [data] = ours(store, valid(customerInput, [input]))
      if (!data) throw new Error('Expected one customer')
      const made = await store.customer.create({ data })
      await record({ action: 'create', entity: 'customer', entityId: made.id, after: audited(made) })
      return made.id
    },
    { lock: 'account' },
  )
}

/** Changes a customer. Absent and undefined fields stay unchanged. */
export function updateCustomer(
  database: Database,
  caller: Caller,
  id: string,
  input: Partial<CustomerInput>,
): Promise<void> {
  return change(
    database,
    caller,
    async ({ database: store, unscoped, record }) => {
      const before = await editable({ store, unscoped }, caller, id)
      const [data] = valid(customerInput.partial(), [input])
      await store.customer.updateMany({ where: { id }, data: data ?? {} })
      const after = await store.customer.findFirstOrThrow({ where: { id } })
      const values = { before: audited(before), after: audited(after) }
      await record({ action: 'update', entity: 'customer', entityId: id, ...values })
    },
    { lock: 'account' },
  )
}

/** Forgets who a customer is. Their conversions stay in the ledger as they are, and their ID can be used again. */
export function deleteCustomer(database: Database, caller: Caller, id: string): Promise<void> {
  return change(
    database,
    caller,
    async ({ database: store, unscoped, record }) => {
      await editable({ store, unscoped }, caller, id)
      const nobody = { name: '', email: '', avatar: '', country: '', stripeId: '' }
      // No one's ID begins with a space.
      const data = { ...nobody, externalId: ` ${id}`, deletedAt: new Date() }
      await store.customer.updateMany({ where: { id }, data })
      await record({ action: 'delete', entity: 'customer', entityId: id })
    },
    { lock: 'account' },
  )
}

const ids = z.array(z.object({ id: z.string() }))

/** @throws Refused unless the caller can change the customer */
async function editable(
  { store, unscoped }: { store: OrganizationTransaction; unscoped: Prisma.TransactionClient },
  caller: Caller,
  id: string,
): Promise<Customer> {
  const seen = ids.parse(
    await unscoped.$queryRaw`
      SELECT customer."id"::text FROM "Customer" customer
      WHERE customer."id" = ${id}::uuid AND customer."deletedAt" IS NULL AND ${isSeenBy(caller, 'customer')}`,
  )
  const where = { id: { in: seen.map((one) => one.id) } }
  const found = await store.customer.findFirst({ where, include: withOwners })
  if (!found) throw new Refused('not_found', 'No customer with this ID.')
  const { publisher, advertiser, ...row } = found
  const owners = { publisher: publisher?.incrementalId ?? null, advertiser: advertiser?.incrementalId ?? null }
  if (!canEditCustomer(caller, owners)) throw new Refused('forbidden', 'You can’t edit customers of this publisher.')
  return row
}

const audited = ({ externalId, name, email, avatar, country, stripeId }: Customer) => ({
  externalId,
  name,
  email,
  avatar,
  country,
  stripeId,
})
