import type { z } from 'zod'
import type { Cap, CustomPayout, CustomThrottle, ExchangeRate } from '@/lib/database/generated/client'
import type { OrganizationTransaction } from '@/lib/database/organization'
import { newUuid } from '@/lib/uuid'
import { capInput } from '@/lib/catalog/rules/cap'
import { customPayoutInput } from '@/lib/catalog/rules/custom-payout'
import { exchangeRateInput } from '@/lib/catalog/rules/exchange-rate'
import { throttleInput } from '@/lib/catalog/rules/throttle'
import { ours, valid } from './create'

// Creates the terms of publishers and offers, whoever asks for it, by the rules of lib/catalog/create.ts.

/** Gives rows their IDs, by which those made are put in the order of the input. */
const identified = <Row extends { id?: string }>(rows: readonly Row[]) =>
  rows.map((row) => ({ ...row, id: row.id ?? newUuid() }))

function inOrder<Row extends { id: string }>(inputs: readonly { id: string }[], rows: readonly Row[]): Row[] {
  const made = new Map(rows.map((row) => [row.id, row]))
  return inputs.flatMap(({ id }) => made.get(id) ?? [])
}

export async function insertCustomPayouts(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof customPayoutInput>[],
): Promise<CustomPayout[]> {
  const data = identified(ours(database, valid(customPayoutInput, inputs)))
  return inOrder(data, await database.customPayout.createManyAndReturn({ data }))
}

export async function insertCustomThrottles(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof throttleInput>[],
): Promise<CustomThrottle[]> {
  const data = identified(ours(database, valid(throttleInput, inputs)))
  return inOrder(data, await database.customThrottle.createManyAndReturn({ data }))
}

export async function insertCaps(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof capInput>[],
): Promise<Cap[]> {
  const data = identified(ours(database, valid(capInput, inputs)))
  return inOrder(data, await database.cap.createManyAndReturn({ data }))
}

export async function insertExchangeRates(
  database: OrganizationTransaction,
  inputs: readonly z.input<typeof exchangeRateInput>[],
): Promise<ExchangeRate[]> {
  const data = identified(ours(database, valid(exchangeRateInput, inputs)))
  return inOrder(data, await database.exchangeRate.createManyAndReturn({ data }))
}
