import { isoTime } from '@/lib/events/sql'
import { NO_ID } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { asSeenByPublisher, listPostbacks, type LoggedPostback, type PostbackFilters } from '@/lib/reports/postbacks'
import type { Question } from '@/lib/reports/question'
import { rangeOfInstants } from '@/lib/reports/range'
import { recordsOf } from '@/lib/reports/records'
import { handle } from '@/lib/api/operation'
import { postbackTable, type PostbackTableQuery, type PostbackTableRow } from './postback-table.contract'
import { requirePeriod } from './read-period'
import { reportPage } from './report-page'
import { numbersAskedFor, offersOf } from './report-question'

export const postbackTableOperations = [
  handle(postbackTable, async (caller, { query }) => {
    const { question, filters } = await asked(caller, query)
    return reportPage(
      query.page,
      (size, cursor) => listPostbacks(caller, question, { filters, size, cursor }),
      (rows) => answers(caller, rows),
    )
  }),
]

async function asked(
  caller: Caller,
  query: PostbackTableQuery,
): Promise<{ question: Question; filters: PostbackFilters }> {
  const { start, end } = requirePeriod(query)
  const { filter = {}, integration_id: integration, timezone } = query
  const numbers = (kind: Parameters<typeof numbersAskedFor>[1], field: keyof typeof filter, text: string | undefined) =>
    numbersAskedFor(caller, kind, `filter[${field}]`, text)
  const [integrations, offers, publishers, events, postbacks] = await Promise.all([
    integration === undefined ? [] : offersOf(caller, integration),
    numbers('offer', 'offer_id', filter.offer_id?.eq),
    numbers('publisher', 'publisher', filter.publisher?.eq),
    numbers('offerEvent', 'event_id', filter.event_id?.eq),
    numbers('postback', 'postback_id', filter.postback_id?.eq),
  ])
  const only = (dimension: 'offer' | 'publisher', given: number[] | undefined) =>
    given ? [{ dimension, values: given.map(String), excluded: false }] : []
  return {
    question: {
      scope: caller.scope,
      range: rangeOfInstants(start, end, timezone),
      filters: [...integrations, ...only('offer', offers), ...only('publisher', publishers)],
      zoneChangedAt: caller.organization.timezoneChangedAt,
    },
    filters: {
      direction: filter.direction?.eq,
      sources: filter.source?.eq,
      results: filter.result?.eq,
      events,
      postbacks,
      clicks: filter.transaction_id?.eq,
      conversions: filter.conversion_id?.eq,
      calls: filter.call_id?.eq,
      httpStatuses: filter.http_status?.eq,
      hosts: filter.host?.eq?.split(',').map((host) => host.trim()),
    },
  }
}

async function answers(caller: Caller, rows: readonly LoggedPostback[]): Promise<PostbackTableRow[]> {
  const recordOf = await recordsOf(caller.organization.id, {
    publisher: rows.map(({ publisher }) => publisher),
    offer: rows.map(({ offer }) => offer),
    offerEvent: rows.map(({ event }) => event),
    postback: rows.map(({ postback }) => postback),
  })
  return asSeenByPublisher(caller, rows).map((row) => {
    const time = isoTime(row.time)
    return {
      real_tx_id: row.id,
      direction: row.direction,
      source: row.source,
      result: row.result,
      message: row.message,
      postback_id: row.postback || null,
      postback: recordOf('postback', row.postback),
      call_id: idOrNull(row.parent),
      attempt: row.attempt,
      publisher_id: row.publisher || null,
      publisher: recordOf('publisher', row.publisher),
      offer_id: row.offer || null,
      offer: recordOf('offer', row.offer),
      event_id: row.event || null,
      event: recordOf('offerEvent', row.event),
      transaction_id: idOrNull(row.click),
      conversion_id: idOrNull(row.conversion),
      method: row.method,
      host: row.host,
      url: row.url,
      http_status: row.http_status || null,
      duration: row.duration,
      response: row.response,
      request_time: time,
      unix_time: Math.floor(Date.parse(time) / 1000),
    }
  })
}

const idOrNull = (id: string): string | null => (id === NO_ID ? null : id)
