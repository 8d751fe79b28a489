import type { Database } from '@/lib/database/client'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { exact } from '@/lib/conversions/money'
import { placesOf } from './amounts'
import { findAll, nameOf, type Accountant, type Found } from './find'

/** Adds an adjustment to a draft. @returns its ID */
export async function addAdjustment(
  database: Database,
  by: Accountant,
  statementId: string,
  { amount, reason }: { amount: string; reason: string },
  now = new Date(),
): Promise<string> {
  return change(database, by, async ({ database: store, record }) => {
    const [statement] = await findAll(store, [statementId])
    const { currency, id } = requireDraft(statement)
    const places = placesOf(currency)
    if (exact(amount).decimalPlaces() > places)
      throw new Refused('invalid', `must have at most ${places} decimal places in ${currency}`, 'amount')
    const { organization, user } = by
    const made = await store.statementAdjustment.create({
      data: { organizationId: organization.id, statementId: id, amount, reason, createdById: user.id, createdAt: now },
    })
    await store.statement.updateMany({ where: { id }, data: { lastUpdatedById: user.id } })
    const written = `${amount} ${currency}: ${reason}`
    await record({
      action: 'update',
      entity: 'statement',
      entityId: id,
      createdAt: now,
      before: { adjustment: null },
      after: { adjustment: written },
    })
    return made.id
  })
}

/** Takes an adjustment off a draft. */
export async function removeAdjustment(
  database: Database,
  by: Accountant,
  statementId: string,
  adjustmentId: string,
): Promise<void> {
  await change(database, by, async ({ database: store, record }) => {
    const [statement] = await findAll(store, [statementId])
    const { currency, id } = requireDraft(statement)
    const found = await store.statementAdjustment.findFirst({ where: { id: adjustmentId, statementId: id } })
    if (!found) throw new Refused('not_found', 'This statement has no adjustment with this ID.')
    await store.statementAdjustment.deleteMany({ where: { id: adjustmentId } })
    await store.statement.updateMany({ where: { id }, data: { lastUpdatedById: by.user.id } })
    const written = `${found.amount.toFixed()} ${currency}: ${found.reason}`
    await record({
      action: 'update',
      entity: 'statement',
      entityId: id,
      before: { adjustment: written },
      after: { adjustment: null },
    })
  })
}

function requireDraft(statement: Found | undefined): Found {
  if (!statement) throw new Refused('not_found', 'No statement with this ID.')
  if (statement.status === 'draft') return statement
  const advice =
    statement.status === 'approved' ? 'Reopen it first, or adjust the next one' : 'Adjust the next one instead'
  throw new Refused('conflict', `${nameOf(statement)} is ${statement.status}, so it can’t be adjusted. ${advice}.`)
}
