import type { Caller } from '@/lib/identity/caller'
import { eventRowsOf } from '@/lib/reports/listed-events'
import { numberedRows } from '@/lib/reports/numbered-rows'
import { handle } from '@/lib/api/operation'
import { invalid, Problem } from '@/lib/api/problem'
import { clickAnswers, clickEventRow, conversionAnswers, conversionEventRow } from './event-answers'
import { eventQuestion } from './event-question'
import { listEvents, MOST_EVENTS, type EventsQuery } from './events.contract'

/** Plans that have events. */
const plans: readonly string[] = ['Business', 'Enterprise']

export const eventOperations = [
  handle(listEvents, async (caller, { query }) => {
    refuseWithoutAccess(caller, query)
    const { event, page, limit: size } = query
    if (page * size > MOST_EVENTS)
      throw invalid(
        'page',
        `must be at most ${Math.floor(MOST_EVENTS / size)} with ${size} events per page. Narrow the list down with start and end.`,
      )
    const question = await eventQuestion(caller, event, query, new Date())
    const order = [query.sortOrder, query.order].includes('asc') ? 'asc' : 'desc'
    const part = { order, offset: (page - 1) * size, size } as const
    if (event === 'clicks')
      return clickAnswers(caller, await numberedRows(question, { ...part, ...eventRowsOf(event), row: clickEventRow }))
    return conversionAnswers(
      caller,
      event,
      await numberedRows(question, { ...part, ...eventRowsOf(event), row: conversionEventRow }),
    )
  }),
]

function refuseWithoutAccess({ organization, permissions }: Caller, { event }: EventsQuery): void {
  if (!plans.includes(organization.plan))
    throw new Problem('forbidden', `Events need the Business plan. This organization is on ${organization.plan}.`)
  if (event !== 'clicks' && !permissions.has('reports:read'))
    throw new Problem('forbidden', `event: This key can’t read ${event}. It needs “View and download reports”.`)
}
