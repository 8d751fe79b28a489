import { byteOrderMark, csvLine, escaped } from '@/lib/csv'
import type { Caller } from '@/lib/identity/caller'
import { cellOf, csvColumnsOf } from './csv-columns'
import { valuesOf, type Fields } from './fields'
import type { Condition } from './filters'
import type { ListQuery } from './listing'

/** Rows read at once: enough that a query's overhead doesn't matter, and few enough to keep in memory. */
const PAGE = 1000

/** All rows of a query, in its order. By ID, each page starts where the last one ended; other orders skip the rows before. */
export async function* allRows<Row extends { id: string }, Where, Order extends object>(
  { where, orderBy }: ListQuery<Where, Order>,
  asWhere: (condition: Condition) => Where,
  find: (query: ListQuery<Where, Order>) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  const isById = JSON.stringify(orderBy) === JSON.stringify([{ id: 'asc' }])
  let after: string | undefined
  for (let skip = 0; ; skip += PAGE) {
    const page = isById
      ? { where: after === undefined ? where : asWhere({ AND: [where, { id: { gt: after } }] }), skip: 0 }
      : { where, skip }
    const rows = await find({ ...page, orderBy, take: PAGE })
    if (rows.length > 0) yield rows
    after = rows.at(-1)?.id
    if (rows.length < PAGE) return
  }
}

/** A CSV file of these rows, as the caller sees them, page by page. */
export async function* csvOf(
  resource: { fields: Fields; isImported: boolean },
  { user }: Caller,
  pages: AsyncIterable<object[]>,
  isMarked: boolean,
): AsyncGenerator<string> {
  const columns = csvColumnsOf(resource, user.role)
  yield `${isMarked ? byteOrderMark : ''}${csvLine(columns.map(({ name }) => name))}`
  for await (const rows of pages)
    yield rows
      .map((row) => {
        const item = valuesOf(resource.fields, row, user.role)
        return csvLine(columns.map((column) => escaped(cellOf(column, item))))
      })
      .join('')
}
