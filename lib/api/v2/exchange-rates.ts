import {
  addExchangeRates,
  changeEachExchangeRate,
  changeExchangeRates,
  createExchangeRate,
} from '@/lib/catalog/exchange-rates'
import { database } from '@/lib/database/client'
import type { ExchangeRate, Prisma } from '@/lib/database/generated/client'
import { handleResource, type Rows } from '@/lib/api/resource/handle'
import { handleImport } from '@/lib/api/resource/import'
import type { Caller } from '@/lib/identity/caller'
import { exchangeRatesImport, exchangeRatesResource } from './exchange-rates.contract'

const storeOf = ({ organization }: Caller) => database().forOrganization(organization.id)

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
  create: ({ caller }, columns) => createExchangeRate(database(), caller, columns),
  update: ({ caller, unchangedSince }, id, columns) =>
    changeExchangeRates(database(), caller, [id], columns, { unchangedSince }),
  archive: ({ caller, unchangedSince }, id) =>
    changeExchangeRates(database(), caller, [id], { archived: true }, { unchangedSince }),
  bulkStatus: ({ caller }, ids, columns) => changeExchangeRates(database(), caller, ids, columns),
  bulkArchive: ({ caller }, ids) => changeExchangeRates(database(), caller, ids, { archived: true }),
})

export const exchangeRatesImportOperations = handleImport(exchangeRatesImport, exchangeRatesResource, {
  rows,
  save: ({ caller }) => ({
    create: (changing, items) => addExchangeRates(changing, caller, items),
    update: (changing, items) => changeEachExchangeRate(changing, caller, items),
  }),
})
