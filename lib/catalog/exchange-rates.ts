import type { z } from 'zod'
import { exchangeRateFaults, type exchangeRateFields } from '@/lib/catalog/rules/exchange-rate'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { change, type Change } from '@/lib/identity/change'
import { insertExchangeRates } from './create-terms'
import { audited, changesOf, refuseFaults, requireAll, type Editing } from './editing'
import { sameFor, updateEach, type ChangeOf } from './many'
import { requireAdmin } from './staff'

type Fields = { [Name in keyof typeof exchangeRateFields]: z.output<(typeof exchangeRateFields)[Name]> }

/** An exchange rate to create. */
export type ExchangeRateInput = Omit<Fields, 'source'> & Partial<Fields>
/** Changes to an exchange rate. Absent fields stay unchanged. */
export type ExchangeRateChange = Partial<Fields> & { archived?: boolean }

/** Creates an exchange rate. Conversions that are recorded already stay as they are. */
export function createExchangeRate(database: Database, caller: Caller, input: ExchangeRateInput): Promise<string> {
  return change(database, caller, async (changing) => (await addExchangeRates(changing, caller, [input]))[0] ?? '')
}

/** Creates exchange rates within a change. @returns their IDs, in the same order */
export async function addExchangeRates(
  { database: store, record }: Change,
  caller: Caller,
  inputs: readonly ExchangeRateInput[],
): Promise<string[]> {
  requireAdmin(caller, 'exchange rates')
  const given = inputs.map((input) => ({ ...input, lastUpdatedById: caller.user.id }))
  const made = await insertExchangeRates(store, given)
  await record(made.map((row) => ({ action: 'create', entity: 'exchangeRate', entityId: row.id, after: audited(row) })))
  return made.map(({ id }) => id)
}

/** Changes all of these exchange rates or none. */
export function changeExchangeRates(
  database: Database,
  caller: Caller,
  ids: readonly string[],
  input: ExchangeRateChange,
  editing: Editing = {},
): Promise<void> {
  return change(database, caller, (changing) => changeEachExchangeRate(changing, caller, sameFor(ids, input), editing))
}

/** Changes each of these exchange rates, or none, within a change. */
export async function changeEachExchangeRate(
  changing: Change,
  caller: Caller,
  changes: readonly ChangeOf<ExchangeRateChange>[],
  editing: Editing = {},
): Promise<void> {
  requireAdmin(caller, 'exchange rates')
  const { database: store, record } = changing
  const ids = changes.map(({ id }) => id)
  const where = { id: { in: ids } }
  const all = await store.exchangeRate.findMany({ where, orderBy: { id: 'asc' } })
  requireAll(all, ids, 'exchange rate', editing)
  const inputs = new Map(changes.map(({ id, input }) => [id, input]))
  for (const row of all) refuseFaults(exchangeRateFaults, row, inputs.get(row.id) ?? {})
  await updateEach(changing, caller, 'exchangeRate', (query) => store.exchangeRate.updateMany(query), changes)
  await record(changesOf('exchangeRate', all, await store.exchangeRate.findMany({ where })))
}
