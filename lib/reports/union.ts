import { join, literal, sql, type Sql } from '@/lib/events/sql'
import { sumDeclarationOf, type Sum } from './metrics'
import { isConverted, rateOf, type Money } from './money'
import { isTime, type Part, type Pass } from './plan'
import type { Question } from './question'
import { finishedValues, grouped, isBeforeRange, measured, measureOf, PAID, rowsOf } from './sql'
import type { Source } from './sources'

// Passes as one statement: each reads its rows, and what they say about the same hour, day, or value adds up. Figures of different days do, unique
// clicks too (metrics.ts), and no figure of a day comes from two passes over the same kind of events.

/** What the rows of a union are about, by their number: `about` is the index of their part. */
export type Asked = { by: readonly Part['by'][]; sums: readonly Sum[]; money: Money | null }

/** The column with a row's value of each thing that it's grouped by. */
export const nameColumns = (by: readonly Part['by'][]): string[] =>
  Array.from({ length: Math.max(1, ...by.map(({ length }) => length)) }, (_, at) =>
    at === 0 ? 'name' : `name_${at + 1}`,
  )

/** The column that a pass has a sum in. Not the sum's own name: in a condition on the column of that name, it would be the sum. */
const inPass = (sum: Sum) => `sum_of_${sum}`

/**
 * The sums of all passes in `<sum>_now` and, when comparing, `<sum>_before`, per `about` and names. `unconverted` has currencies of amounts that
 * can't be converted, which are left out.
 */
export function union(
  question: Question,
  passes: readonly Pass[],
  asked: Asked,
  { compared, more = literal('') }: { compared: boolean; more?: Sql },
): Sql {
  const names = nameColumns(asked.by)
  const columns = asked.sums.flatMap((sum) => [
    sql`sumIf(${literal(inPass(sum))}, NOT is_before) AS ${literal(`${sum}_now`)}`,
    ...(compared ? [sql`sumIf(${literal(inPass(sum))}, is_before) AS ${literal(`${sum}_before`)}`] : []),
  ])
  if (asked.money) columns.push(literal('groupUniqArrayArray(currencies) AS unconverted'))
  return sql`SELECT ${literal(['about', ...names].join(', '))}, ${join(columns, ', ')}
             FROM (${join(
               passes.map((pass) => rowsOfPass(question, pass, asked, names)),
               ' UNION ALL ',
             )})
             GROUP BY ${literal(['about', ...names].join(', '))} ${more}`
}

/** A row of a pass for each hour, day, or value that it's about. Each pass has all columns, in the same order: those of sums it doesn't have are 0. */
function rowsOfPass(question: Question, pass: Pass, asked: Asked, names: readonly string[]): Sql {
  const { parts, isBefore, source } = pass
  const indexOf = (part: Part | undefined) => literal(String(part ? asked.by.indexOf(part.by) : -1))
  const currencies = currenciesOf(pass)
  const figures = (about: Sql) => [
    ...asked.sums.map((sum) => {
      const having = parts.filter((part) => part.sums.includes(sum))
      const none = literal(sumDeclarationOf(sum).unit === 'money' ? 'toDecimal256(0, 16)' : '0')
      if (having.length === 0) return sql`${none} AS ${literal(inPass(sum))}`
      const figure = converted(sum, source, asked)
      return having.length === parts.length
        ? sql`${figure} AS ${literal(inPass(sum))}`
        : sql`if(${about} IN (${join(having.map(indexOf), ', ')}), ${figure}, ${none}) AS ${literal(inPass(sum))}`
    }),
    ...(asked.money ? [sql`${unconverted(currencies, asked.money)} AS currencies`] : []),
  ]
  const before = isBefore === null ? isBeforeRange(source, question) : literal(String(isBefore))

  if (pass.source === 'finished') {
    const dimensions = parts.map(({ by }) => by.find((one) => !isTime(one)) ?? 'day')
    const about = literal(
      `multiIf(${parts.map(({ by }, at) => `dimension = '${dimensions[at]}', ${asked.by.indexOf(by)}`).join(', ')}, -1)`,
    )
    const named = names.map((name, place) => {
      const cases = parts.map(({ by }, at): Case => {
        const one = by[place]
        const shown =
          one === undefined || isTime(one) ? textOf(one && grouped(one, source, question)) : literal('value')
        return [literal(`dimension = '${dimensions[at]}'`), shown]
      })
      return sql`${choice(cases)} AS ${literal(name)}`
    })
    return sql`SELECT ${before} AS is_before, ${about} AS about, ${join([...named, ...figures(literal('about'))], ', ')}
               FROM finished_value WHERE ${finishedValues(question, dimensions, pass.days)} GROUP BY is_before, dimension, ${literal(names.join(', '))}`
  }

  const expressions = parts.map(({ by }) => by.map((one) => grouped(one, source, question)))
  // With several parts, each is about one thing. `grouping` is 0 for the one that a row describes.
  const choose = (chosen: (index: number) => Sql) =>
    choice([
      ...expressions.slice(1).map(([first], at): Case => [sql`grouping(${first ?? literal('')}) = 0`, chosen(at + 1)]),
      [literal('true'), chosen(0)],
    ])
  const about = choose((at) => indexOf(parts[at]))
  const named = names.map((name, place) => sql`${choose((at) => textOf(expressions[at]?.[place]))} AS ${literal(name)}`)
  const sets = expressions.map((set) => {
    const keys = [...(isBefore === null ? [before] : []), ...set, ...currencies.map(literal)]
    return sql`(${join(keys, ', ')})`
  })
  const isPaid = source === 'click' && currencies.length > 0
  const rows = rowsOf(question, source, pass.periods, { more: isPaid ? [PAID] : [], by: parts[0]?.by ?? [] })
  return sql`SELECT ${before} AS is_before, ${about} AS about, ${join([...named, ...figures(about)], ', ')}
             FROM ${rows}
             GROUP BY ${sets.length === 1 ? join(sets, '') : sql`GROUPING SETS (${join(sets, ', ')})`}`
}

type Case = [when: Sql, then: Sql]

/** The value of the first case that holds. The last one holds if no other does. */
function choice(cases: readonly Case[]): Sql {
  const last = cases.at(-1)?.[1] ?? literal("''")
  return cases.length > 1
    ? sql`multiIf(${join(
        cases.slice(0, -1).map(([when, then]) => sql`${when}, ${then}`),
        ', ',
      )}, ${last})`
    : last
}

const textOf = (expression: Sql | undefined): Sql => (expression ? sql`toString(${expression})` : literal("''"))

/** The columns with currencies of the amounts that a pass adds up. They're among what it groups by. */
function currenciesOf({ parts, source }: Pass): string[] {
  const columns = parts.flatMap(({ sums }) => sums.flatMap((sum) => measureOf(sum, source).currency ?? []))
  return [...new Set(columns)]
}

/** A sum in the organization's currency. What can't be converted is left out. */
function converted(sum: Sum, source: Source, { money }: Asked): Sql {
  const figure = measured(sum, source)
  const { currency } = measureOf(sum, source)
  if (!currency) return figure
  if (!money) throw new Error('A question about amounts needs a currency.')
  return sumDeclarationOf(sum).unit === 'money'
    ? sql`toDecimal256(${figure}, 6) * ${rateOf(currency, money)}`
    : sql`if(${isConverted(currency, money)}, ${figure}, 0)`
}

const unconverted = (columns: readonly string[], money: Money): Sql =>
  columns.length === 0
    ? literal('emptyArrayString()')
    : sql`arrayFilter(one -> NOT ${isConverted('one', money)}, [${literal(columns.map((column) => `toString(${column})`).join(', '))}])`
