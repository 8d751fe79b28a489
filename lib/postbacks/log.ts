import { storeTime } from '@/lib/events/sql'
import { NO_ID, type PostbackRow } from '@/lib/events/tables'
import type { Attempt } from '@/lib/outbound/calls'
import { today } from '@/lib/time'
import { parseUrl } from '@/lib/url'
import { newUuid } from '@/lib/uuid'

const LONGEST = { url: 4000, message: 500, response: 500 }

/** An attempt as the postback log has it. @param result if it isn't delivered or failed */
export function rowOf({ call, time, ...became }: Attempt, timezone: string, result?: 'test'): PostbackRow {
  const { subject } = call
  return {
    organization: call.organizationId,
    id: newUuid(time),
    time: storeTime(time),
    day: today(timezone, time),
    direction: 'out',
    source: subject?.trigger ?? '',
    parent: call.id,
    attempt: call.attempts + 1,
    postback: subject?.postback ?? 0,
    offer: subject?.offer ?? 0,
    publisher: subject?.publisher ?? 0,
    event: subject?.event ?? 0,
    click: call.clickId ?? NO_ID,
    conversion: call.conversionId ?? NO_ID,
    method: call.method,
    url: withoutSecrets(call.url).slice(0, LONGEST.url),
    host: call.host,
    http_status: became.status,
    result: result ?? (became.error === '' ? 'delivered' : 'failed'),
    message: became.error.slice(0, LONGEST.message),
    duration: became.duration,
    response: readable(became.response).slice(0, LONGEST.response),
  }
}

const secretName =
  /secur|secret|token|password|passwd|passphrase|auth|api_?key|access_?key|signature|^(key|sig|hash|pwd)$/i

/** A URL whose parameters that look like secrets are masked. */
export function withoutSecrets(url: string): string {
  const parsed = parseUrl(url)
  if (!parsed || parsed.search === '') return url
  // Other parameters stay as they're written.
  const shown = parsed.search
    .slice(1)
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=')
      return secretName.test(decoded(name)) && pair.includes('=') ? `${name}=***` : pair
    })
  parsed.search = shown.join('&')
  return parsed.href
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Text that any store and page can take. */
const readable = (text: string): string => text.replaceAll(/[^\P{Cc}\n\t]|\p{Cs}/gu, '\uFFFD')
