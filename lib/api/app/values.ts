import { linksWhere } from '@/lib/catalog/reading-links'
import { compareNames } from '@/lib/collation'
import { database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { declarationOf, UNKNOWN, type Dimension } from '@/lib/reports/dimensions'
import { valueLabels, valueNames } from '@/lib/reports/names'
import { ask, type Ranked } from '@/lib/reports/run'
import { isUuid } from '@/lib/uuid'
import { handle } from '@/lib/api/operation'
import { filterValues } from './values.contract'
import { questionOf } from './question'

const SHOWN = 50
/** How many values to search by name. It happens here because the event store only has IDs. Values beyond this have too few clicks to matter. */
const CONSIDERED = 5_000

export const filterValuesOperations = [
  handle(filterValues, async (caller, { query: { dimension, q, only, ...asked } }) => {
    const question = await questionOf(caller, asked)
    // Ignore the dimension's own filter, or it would hide the alternatives.
    const others = { ...question, filters: question.filters.filter((filter) => filter.dimension !== dimension) }
    const found = await ask({
      question: others,
      metrics: [],
      rankings: { of: [dimension], by: 'clicks', limit: CONSIDERED },
    })
    const ranked =
      only === undefined
        ? found.rankings[dimension]
        : await these(caller, dimension, only.split(','), found.rankings[dimension])
    const { kind } = declarationOf(dimension)
    const label = await valueLabels(
      caller.organization.id,
      dimension,
      ranked.map(({ value }) => value),
    )
    const wanted = q.trim().toLocaleLowerCase('en')
    const values = ranked
      .filter(({ value }) => kind.hasUnknown || value !== kind.none)
      // A list of values can't say these.
      .filter(({ value }) => !/^-|,/.test(value))
      .map((row) => ({
        value: row.value === kind.none ? UNKNOWN : row.value,
        label: label(row.value),
        clicks: row.figure,
      }))
      .filter((row) => row.label.toLocaleLowerCase('en').includes(wanted))
      .toSorted((a, b) => b.clicks - a.clicks || compareNames(a.label, b.label))
    return { values: values.slice(0, SHOWN) }
  }),
]

/**
 * The values that were named. Those without clicks are only among them if the caller can know that they exist: everyone who sees all clicks can, and
 * everyone can of the links that they see.
 */
async function these(
  caller: Caller,
  dimension: Dimension,
  named: readonly string[],
  ranked: readonly Ranked[],
): Promise<Ranked[]> {
  const { organization, scope } = caller
  const found = ranked.filter(({ value }) => named.includes(value))
  const missing = named.filter((value) => !found.some((one) => one.value === value))
  const known =
    missing.length === 0
      ? []
      : scope.publishers === 'all'
        ? [...((await valueNames(organization.id, dimension, missing)) ?? [])].map(([value]) => value)
        : dimension === 'link'
          ? await seenLinks(caller, missing)
          : []
  return [...found, ...known.map((value) => ({ value, figure: 0, previous: null }))]
}

async function seenLinks(caller: Caller, ids: readonly string[]): Promise<string[]> {
  const found = await database()
    .forOrganization(caller.organization.id)
    .link.findMany({ where: { AND: [{ id: { in: ids.filter(isUuid) } }, linksWhere(caller)] }, select: { id: true } })
  return found.map(({ id }) => id)
}
