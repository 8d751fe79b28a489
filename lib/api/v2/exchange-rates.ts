import {
  addExchangeRates,
  changeEachExchangeRate,
  changeExchangeRates,
  createExchangeRate,
} from '@/lib/catalog/exchange-rates'
import { priceWaiting } from '@/lib/conversions/reprice'
import { database } from '@/lib/database/client'
import type { ExchangeRate, Prisma } from '@/lib/database/generated/client'
import { handleResource, type Rows } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import { eventLog } from '@/lib/events/log'
import type { Caller } from '@/lib/identity/caller'
import { exchangeRatesImport, exchangeRatesResource } from './exchange-rates.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

/** Prices conversions that waited for a rate, without delay unless they're many. A job prices the others. */
async function priceSome(caller: Caller): Promise<void> {
  await priceWaiting(database(), eventLog(), { by: caller }).catch((error: unknown) =>
    console.error('Conversions wait to be priced:', error),
  )
}

const rows: Rows<
  typeof exchangeRatesResource.params,
  ExchangeRate,
  Prisma.ExchangeRateWhereInput,
  Prisma.ExchangeRateOrderByWithRelationInput
> = {
  within: async (_asked, where) => where,
  find: (caller, query) => storeOf(caller).exchangeRate.findMany(query),
  count: (caller, where) => storeOf(caller).exchangeRate.count({ where }),
}

export const exchangeRates = handleResource(exchangeRatesResource, {
  rows,
  create: async ({ caller }, columns) => {
    const id = await createExchangeRate(database(), caller, columns)
    await priceSome(caller)
    return id
  },
  update: async ({ caller, unchangedSince }, id, columns) => {
    await changeExchangeRates(database(), caller, [id], columns, { unchangedSince })
    await priceSome(caller)
  },
  archive: ({ caller, unchangedSince }, id) =>
    changeExchangeRates(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: async ({ caller }, ids, columns) => {
    await changeExchangeRates(database(), caller, ids, columns)
    await priceSome(caller)
  },
  bulkArchive: ({ caller }, ids) => changeExchangeRates(database(), caller, ids, { archived: true }),
})

export const exchangeRatesImportOperations = handleImport(exchangeRatesImport, exchangeRatesResource, {
  rows,
  save: ({ caller }) => ({
    create: (changing, items) => {
      changing.afterCommit(() => priceSome(caller))
      return addExchangeRates(changing, caller, items)
    },
    update: (changing, items) => {
      changing.afterCommit(() => priceSome(caller))
      return changeEachExchangeRate(changing, caller, items)
    },
  }),
})
