import type { ClickPostbackRecord } from '@/lib/catalog/click-postbacks'
import type { MacroSource } from '@/lib/macros'
import type { AddedCall } from '@/lib/outbound/calls'
import { requestOf } from './request'

/** The call that a click causes. */
export function clickCall(postback: ClickPostbackRecord, source: MacroSource): AddedCall | undefined {
  const { id, organizationId, incrementalId, delaySeconds } = postback
  const { click } = source
  const request = requestOf(postback, { ...source, conversion: null })
  return (
    request && {
      ...request,
      organizationId,
      kind: 'postback',
      targetId: id,
      uniqueKey: `postback ${id} click ${click.id}`,
      clickId: click.id,
      conversionId: null,
      subject: { trigger: 'click', postback: incrementalId, offer: click.offer, publisher: click.publisher, event: 0 },
      delay: delaySeconds,
    }
  )
}
