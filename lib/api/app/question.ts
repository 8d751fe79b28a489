import type { Caller } from '@/lib/identity/caller'
import { mayAskForPublisher } from '@/lib/identity/scope'
import { declarationOf, dimensionNames } from '@/lib/reports/dimensions'
import type { Filter } from '@/lib/reports/filter'
import { valueNames } from '@/lib/reports/names'
import type { Question } from '@/lib/reports/question'
import { chosenRange, rangeOf, type Range, type RangeParameters } from '@/lib/reports/range'
import { today } from '@/lib/time'
import { invalid, Problem } from '@/lib/api/problem'
import type { QuestionParameters } from './question-parameters'

/**
 * Builds a query from a page's parameters.
 * @throws Problem for IDs that the caller can't access or that don't exist, since an empty result would look like "no clicks"
 */
export async function questionOf(caller: Caller, asked: QuestionParameters): Promise<Question> {
  const given = dimensionNames.flatMap((dimension) => asked[dimension] ?? [])
  const range = askedRange(asked, caller.organization.timezone)
  refuseForeignPublishers(caller, asked.publisher)
  await refuseUnknown(caller, given)
  const { timezoneChangedAt, currency } = caller.organization
  return { scope: caller.scope, range, filters: given, zoneChangedAt: timezoneChangedAt, currency }
}

/** Explains why there's nothing to see to someone who follows an admin's link. */
function refuseForeignPublishers({ scope }: Caller, filter: Filter | undefined): void {
  if (!filter || filter.excluded) return
  if (filter.values.some((id) => !mayAskForPublisher(scope, Number(id)))) {
    throw new Problem('forbidden', 'publisher: You don’t have access to this publisher.', [
      { field: 'publisher', message: 'You don’t have access to this publisher.' },
    ])
  }
}

/** Refuses unknown IDs, except where the caller isn't allowed to know whether an ID exists. For them, it just has no clicks. */
async function refuseUnknown({ organization, scope }: Caller, asked: readonly Filter[]): Promise<void> {
  const visible = asked.filter(
    ({ dimension, excluded }) => scope.publishers === 'all' || (dimension === 'publisher' && !excluded),
  )
  await Promise.all(
    visible.map(async ({ dimension, values }) => {
      const { isOptional, kind } = declarationOf(dimension)
      const known = await valueNames(organization.id, dimension, values)
      const missing = known && values.find((id) => !known.has(id) && !(isOptional && id === kind.none))
      if (missing !== undefined) throw invalid(dimension, `No ${dimension} with the ID ${missing}.`)
    }),
  )
}

/** A range as answers have it. */
export const answerOf = ({ instants: _instants, ...range }: Range) => range

/**
 * The date range that the parameters describe, in days of the time zone.
 * @throws Problem for the invalid parameter
 */
export function askedRange(asked: RangeParameters, timezone: string): Range {
  const chosen = chosenRange(asked, today(timezone))
  if ('message' in chosen) throw invalid(chosen.field, chosen.message)
  return rangeOf(chosen.from, chosen.to, timezone, chosen.preset)
}
