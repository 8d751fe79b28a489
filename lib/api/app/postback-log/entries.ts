import { isoTime } from '@/lib/events/sql'
import { NO_ID } from '@/lib/events/tables'
import type { Caller } from '@/lib/identity/caller'
import { nameOf, namesOf } from '@/lib/reports/names'
import { asSeenByPublisher, type LoggedPostback as Row } from '@/lib/reports/postbacks'
import { recordsOf } from '@/lib/reports/records'
import type { LoggedPostback } from './schema'

/** Entries of the postback log as pages show them to the caller. */
export async function entriesOf(
  caller: Pick<Caller, 'organization' | 'publisher'>,
  rows: readonly Row[],
): Promise<LoggedPostback[]> {
  const { id: organization } = caller.organization
  const numbers = (kind: 'publisher' | 'offer' | 'event' | 'postback') => rows.map((row) => row[kind])
  const [publishers, offers, recordOf] = await Promise.all([
    namesOf(organization, 'publisher', numbers('publisher')),
    namesOf(organization, 'offer', numbers('offer')),
    recordsOf(organization, { offerEvent: numbers('event'), postback: numbers('postback') }),
  ])
  const named = (kind: 'offerEvent' | 'postback', number: number) =>
    number === 0 ? null : { id: number, name: recordOf(kind, number)?.name ?? `#${number}` }
  return asSeenByPublisher(caller, rows).map((row) => ({
    id: row.id,
    time: isoTime(row.time),
    direction: row.direction,
    source: row.source,
    result: row.result,
    message: row.message,
    method: row.method,
    host: row.host,
    url: row.url,
    httpStatus: row.http_status || null,
    attempt: row.attempt,
    postback: named('postback', row.postback),
    publisher: row.publisher === 0 ? null : nameOf(publishers, row.publisher),
    offer: row.offer === 0 ? null : nameOf(offers, row.offer),
    event: named('offerEvent', row.event),
    conversionId: row.conversion === NO_ID ? null : row.conversion,
  }))
}
