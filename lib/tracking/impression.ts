import type { ImpressionRow } from '@/lib/events/tables'
import type { ClickDraft } from './click'
import type { Link } from './resolve'
import { screen } from './screen'

/** A transparent GIF of 1×1 pixel, the smallest image there is. */
export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/**
 * Makes an impression of what a request would have been as a click, and screens it the same way. It doesn't use caps, which count clicks,
 * and fraud filters don't see it, since they count a visitor's clicks.
 */
export function impressionOf(draft: ClickDraft, link: Link): ImpressionRow {
  const { url: _url, trigger: _trigger, cap_leases: _leases, ...row } = draft
  const { reason, landingPage } = screen(link, draft, undefined)
  return {
    ...row,
    landing_page: landingPage?.incrementalId ?? 0,
    ...(reason === '' ? {} : { status: 'Rejected', reason }),
  }
}
