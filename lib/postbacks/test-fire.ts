import type { Postback } from '@/lib/database/generated/client'
import { storedHeaders } from '@/lib/catalog/stored'
import type { EventLog } from '@/lib/events/log'
import { postback as postbackTable } from '@/lib/events/tables'
import type { Attempt } from '@/lib/outbound/calls'
import type { Outbound } from '@/lib/outbound/client'
import { OutboundError } from '@/lib/outbound/failure'
import { parseUrl } from '@/lib/url'
import { newUuid } from '@/lib/uuid'
import { rowOf, withoutSecrets } from './log'
import type { PostbackSource } from './macros'
import { requestOf, type FilledRequest } from './request'
import { SIGNATURE, signatureOf } from './signature'

/** Says that a request is about nothing that happened. */
export const TEST = 'Tributary-Test'

/** How a test went. `url` has no secrets. */
export type TestResult = Pick<Attempt, 'status' | 'duration' | 'response' | 'error'> &
  Pick<FilledRequest, 'method' | 'url'>

/** Sends a postback with sample values at once, and logs it. It counts in nothing. */
export async function testPostback(
  { outbound, events }: { outbound: Pick<Outbound, 'send'>; events: Pick<EventLog, 'append'> },
  postback: Postback,
  { secret, timezone, now = new Date() }: { secret: string; timezone: string; now?: Date },
): Promise<TestResult> {
  const source = sample(postback, now)
  const request = requestOf({ ...postback, headers: storedHeaders(postback.headers) }, source)
  const host = request && parseUrl(request.url)?.host
  if (!request || host === undefined) throw new Error(`The postback ${postback.id} can't be sent as it's stored`)
  const id = newUuid(now)
  const start = performance.now()
  const became = { status: 0, response: '', error: '' }
  try {
    const headers = { [SIGNATURE]: signatureOf(secret, request, now), 'Idempotency-Key': id, [TEST]: 'true' }
    const { status, body } = await outbound.send({ ...request, headers: { ...request.headers, ...headers } })
    became.status = status
    became.response = body.slice(0, LONGEST)
    if (status >= 400) became.error = `The target responded with status ${status}.`
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    became.error = error.message
  }
  const attempt: Attempt = {
    call: {
      ...request,
      id,
      organizationId: postback.organizationId,
      kind: 'postback',
      targetId: postback.id,
      clickId: null,
      conversionId: null,
      host,
      subject: { trigger: postback.trigger, postback: postback.incrementalId, offer: 0, publisher: 0, event: 0 },
      attempts: 0,
    },
    time: now,
    duration: Math.round(performance.now() - start),
    ...became,
  }
  await events.append(postbackTable, [rowOf(attempt, timezone, 'test')])
  const { method, url } = request
  return { ...became, duration: attempt.duration, method, url: withoutSecrets(url) }
}

const LONGEST = 500

/** A click and a conversion that never happened. */
function sample({ trigger }: Postback, now: Date): PostbackSource {
  const click = {
    id: newUuid(now),
    external_transaction: 'sample-click',
    sub_id: 'sample',
    sub_id_2: '',
    sub_id_3: '',
    sub_id_4: '',
    sub_id_5: '',
    sub_id_6: '',
    publisher: 1,
    offer: 1,
    advertiser: 1,
    network: 1,
    landing_page: 1,
    country: 'DE',
    region: 'DE-BE',
    city: 'Berlin',
    device: 'Mobile',
    os: 'iOS',
    browser: 'Mobile Safari',
    language: 'de',
    utm_source: 'sample',
    utm_medium: '',
    utm_campaign: '',
    utm_term: '',
    utm_content: '',
  }
  const isRejection = trigger === 'rejection'
  const conversion = {
    id: newUuid(now),
    event: trigger === 'event' ? 1 : 0,
    name: trigger === 'event' ? 'Sample event' : 'Sample',
    status: isRejection ? 'Rejected' : 'Approved',
    reason: isRejection ? 'sample_reason' : '',
    payout: '1.5',
    revenue: '2',
    currency: 'EUR',
    amount: '20',
    amountCurrency: 'EUR',
    externalId: 'sample-order',
    time: now,
  }
  return {
    click,
    now: now.getTime(),
    publisherSlug: 'sample',
    campaign: 'sample',
    conversion: trigger === 'click' ? null : conversion,
  }
}
