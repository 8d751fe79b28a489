import type { ClickPostbackRecord } from '@/lib/catalog/click-postbacks'
import type { MacroSource } from '@/lib/macros'
import type { AddedCall } from '@/lib/outbound/calls'
import { requestOf } from './request'

/** The call that a click causes. Nothing is copied, since this happens before the visitor is answered. */
export function clickCall(postback: ClickPostbackRecord, source: MacroSource): AddedCall | undefined {
  const { id, incrementalId } = postback
  const { click } = source
  const request = requestOf(postback, source)
  if (!request) return undefined
  const { method, url, headers, body } = request
  return {
    organizationId: postback.organizationId,
    kind: 'postback',
    targetId: id,
    uniqueKey: `postback ${id} click ${click.id}`,
    clickId: click.id,
    conversionId: null,
    method,
    url,
    headers,
    body,
    subject: { trigger: 'click', postback: incrementalId, offer: click.offer, publisher: click.publisher, event: 0 },
    delay: postback.delaySeconds,
  }
}
