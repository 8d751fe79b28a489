import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Catalog, OrganizationCatalog, PostbackTokenRecord } from '@/lib/catalog/records'
import { results, type CustomerReport, type Outcome, type Report, type ReportSource } from '@/lib/conversions/outcome'
import { NO_ID, type PostbackRow } from '@/lib/events/tables'
import { messageOf } from '@/lib/message-of'
import { sparingly } from '@/lib/sparingly'
import { isUuid, newUuid } from '@/lib/uuid'
import { RETRY_AFTER } from './answer'
import { eventTime, localDay } from './day'
import { type Fault, type Parameters, parametersOf, postbackOf } from './reported'

/** Where reports of conversions go. */
export type Conversions = {
  /** Resolves once it's durable: lib/conversions/recorder.ts. */
  record(report: Report | CustomerReport): Promise<Outcome>
  /** Adds a line to the postback log. Resolves once it's durable. */
  append(row: PostbackRow): Promise<void>
}

export type ReportsOptions = {
  catalog: Catalog
  conversions: Conversions
  /** The host that a request came in on. */
  hostOf: (request: IncomingMessage) => string
  now: () => number
  log: (line: string) => void
}

/** A report as it came in, for the log. */
export type Incoming = {
  source: ReportSource
  organization: OrganizationCatalog | undefined
  method: string
  url: string
  host: string
  /** The click's or impression's, if it's named. */
  transactionId: string
  /** performance.now() */
  started: number
}

export const unavailable: Outcome = {
  result: 'unavailable',
  message: 'The conversion couldn’t be recorded. Try again in a few seconds.',
}

/** Logs what came in and became of it. @returns what to answer, which depends on whether that could be logged */
export type Log = (incoming: Incoming, outcome: Outcome) => Promise<Outcome>

/** Creates the postback log's writer. */
export function createLog({ conversions, now, log }: ReportsOptions): Log {
  const complain = sparingly(log)
  return async ({ organization, started, transactionId, ...incoming }, outcome) => {
    if (!organization) {
      complain(`A report of a conversion named no organization, by token or host: ${outcome.message}`)
      return outcome
    }
    const time = now()
    try {
      await conversions.append({
        organization: organization.id,
        id: newUuid(new Date(time)),
        time: eventTime(time),
        day: localDay(organization.timezone, time),
        direction: 'in',
        parent: NO_ID,
        attempt: 1,
        offer: outcome.offer ?? 0,
        publisher: outcome.publisher ?? 0,
        event: outcome.event ?? 0,
        click: outcome.transactionId ?? transactionId,
        conversion: outcome.conversionId ?? NO_ID,
        http_status: results[outcome.result],
        result: outcome.result,
        message: outcome.message,
        duration: Math.round(performance.now() - started),
        response: '',
        postback: 0,
        ...incoming,
      })
      return outcome
    } catch (error) {
      complain(`A report of a conversion couldn't be logged: ${messageOf(error)}`)
      // What's in the ledger counts. All else would be lost without a trace.
      return outcome.conversionId === undefined ? unavailable : outcome
    }
  }
}

const headers = [
  'X-Robots-Tag',
  'noindex',
  'Cache-Control',
  'no-store, private',
  'X-Content-Type-Options',
  'nosniff',
  'Content-Type',
  'application/json; charset=utf-8',
]

/** Creates the handler of `/t/postback`. Advertisers' servers call it, so it answers in JSON. */
export function createPostbacks(
  options: ReportsOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { catalog, conversions, hostOf, now } = options
  const log = createLog(options)

  return async (request, response) => {
    const { method = '' } = request
    if (method !== 'GET' && method !== 'POST' && method !== 'HEAD')
      return send(response, 405, { status: 'invalid', message: 'Use GET or POST.' }, ['Allow', 'GET, HEAD, POST'])
    const started = performance.now()
    const host = hostOf(request)
    const { parameters, isReadable } = await parametersOf(request)
    const secret = parameters.get('secure')
    const token = secret === undefined ? undefined : catalog.postbackTokens.get(hashOf(secret))
    const organizationId = token?.organizationId ?? catalog.domains.get(host)?.organizationId
    const organization =
      organizationId === undefined ? catalog.onlyOrganization() : catalog.organizations.get(organizationId)
    const checked = isReadable ? check(parameters, secret, token) : unreadable
    const named = parameters.get('transaction_id') ?? ''
    const incoming: Incoming = {
      source: 'postback',
      organization,
      method,
      url: parameters.inWords('/t/postback'),
      host,
      transactionId: isUuid(named) ? named.toLowerCase() : NO_ID,
      started,
    }
    if (method === 'HEAD') {
      const { result, message }: Outcome = 'result' in checked ? checked : { result: 'approved', message: '' }
      return send(response, results[result], { status: result, message })
    }
    const outcome =
      'result' in checked
        ? checked
        : await conversions.record({
            ...checked.report,
            organizationId: checked.token.organizationId,
            allowedOfferId: checked.token.offerId,
            source: 'postback',
            country: '',
            time: now(),
          })
    answer(response, await log(incoming, outcome))
  }
}

const unreadable: Outcome = {
  result: 'invalid',
  message: 'The body must be a URL-encoded form or a JSON object of strings and numbers.',
}

/** What's reported, or what's wrong with it. */
function check(
  parameters: Parameters,
  secret: string | undefined,
  token: PostbackTokenRecord | undefined,
): Outcome | { report: Exclude<ReturnType<typeof postbackOf>, Fault>; token: PostbackTokenRecord } {
  if (secret === undefined)
    return {
      result: 'missing_token',
      field: 'secure',
      message: parameters.isUnfilled('secure')
        ? 'secure is a macro that wasn’t filled in.'
        : 'secure is required: the security token from the organization’s settings, or the offer’s own.',
    }
  if (!token) return { result: 'wrong_token', field: 'secure', message: 'There’s no such security token.' }
  const report = postbackOf(parameters)
  if ('field' in report)
    return { result: 'invalid', field: report.field, message: `${report.field} ${report.message}.` }
  return { report, token }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

function answer(response: ServerResponse, { result, message, conversionId, reason, field }: Outcome): void {
  send(
    response,
    results[result],
    {
      status: result,
      ...(conversionId !== undefined && { conversion_id: conversionId }),
      ...(reason !== undefined && { reason }),
      ...(field !== undefined && { field }),
      message,
    },
    result === 'unavailable' ? ['Retry-After', RETRY_AFTER] : [],
  )
}

function send(response: ServerResponse, status: number, body: object, extra: readonly string[] = []): void {
  const text = JSON.stringify(body)
  response.writeHead(status, [...headers, 'Content-Length', String(Buffer.byteLength(text)), ...extra]).end(text)
}
