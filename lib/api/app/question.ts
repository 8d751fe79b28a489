import { z } from 'zod'
import type { Caller } from '../../access/caller'
import { mayAskForPublisher } from '../../access/scope'
import { filterParameter, type Dimension, type Filter } from '../../reports/filter'
import type { Question } from '../../reports/question'
import { dayParameter, MAX_DAYS, presetRange, presets, rangeOf, type Range } from '../../reports/range'
import { countDays } from '../../time'
import { invalid, Problem } from '../problem'

const filters = {
  publisher: filterParameter('publisher'),
  advertiser: filterParameter('advertiser'),
  network: filterParameter('network'),
  offer: filterParameter('offer'),
  campaign: filterParameter('campaign'),
  country: filterParameter('country'),
  device: filterParameter('device'),
  browser: filterParameter('browser'),
  os: filterParameter('os'),
  status: filterParameter('status'),
} satisfies Record<Dimension, z.ZodType>

/** What every page about clicks has in its URL; components/url-state.ts writes it. */
export const questionParameters = z.object({
  range: z.enum(presets, `must be one of ${presets.join(', ')}`).optional().describe('Named range. 30d when nothing else is given.'),
  from: dayParameter.optional().describe('First day, YYYY-MM-DD; wins over range.'),
  to: dayParameter.optional().describe('Last day, YYYY-MM-DD.'),
  ...z.object(filters).partial().shape,
})

export type QuestionParameters = z.output<typeof questionParameters>

/** Page and size of lists with numbered pages. */
export const pageNumber = z.string().regex(/^[1-9]\d{0,6}$/, 'must be a page number from 1').transform(Number)
export const pageSize = z
  .enum(['10', '25', '50', '100'], 'must be 10, 25, 50 or 100')
  .transform(Number)

export function questionOf(caller: Caller, asked: QuestionParameters): Question {
  const { publisher, advertiser, network, offer, campaign, country, device, browser, os, status } = asked
  const given = [publisher, advertiser, network, offer, campaign, country, device, browser, os, status].filter((filter) => filter !== undefined)
  refuseForeignPublishers(caller, publisher)
  return { scope: caller.scope, range: askedRange(asked, caller.organization.timezone), filters: given }
}

/** Silence would look like "no clicks"; somebody who followed an admin's link should know why. */
function refuseForeignPublishers({ scope }: Caller, filter: Filter | undefined): void {
  if (!filter || filter.excluded) return
  if (filter.values.some((id) => !mayAskForPublisher(scope, Number(id)))) {
    throw new Problem('forbidden', 'publisher: this is another publisher’s data', [{ field: 'publisher', message: 'this is another publisher’s data' }])
  }
}

function askedRange({ range, from, to }: QuestionParameters, timezone: string): Range {
  if (from === undefined && to === undefined) return presetRange(range ?? '30d', timezone)
  if (from === undefined) throw invalid('from', 'must be given with to')
  const end = to ?? presetRange('today', timezone).to
  if (from > end) throw invalid('to', 'must be on or after from')
  if (countDays(from, end) > MAX_DAYS) throw invalid('to', `must be within ${MAX_DAYS} days of from`)
  return rangeOf(from, end, timezone)
}
