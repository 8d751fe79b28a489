import type { LinkTestStatus } from './reasons'
import type { VisitResult } from './visit'

/** What's known about a landing page from its tests. */
export type Health = {
  status: LinkTestStatus | null
  reason: string
  message: string
  failures: number
  brokenSince: Date | null
}

/** How many failures in a row make a page broken. */
export const MOST_FAILURES = 2

export const unknownHealth: Health = { status: null, reason: '', message: '', failures: 0, brokenSince: null }

/** What a test changes: a page that fails twice in a row breaks, and one that's fine again has recovered. Skipped visits say nothing. */
export function healthAfter(
  before: Health,
  results: readonly VisitResult[],
  now: Date,
): { after: Health; event: 'broke' | 'recovered' | null } {
  const failure = results.find(({ status }) => status === 'Failed')
  if (failure) {
    const failures = before.failures + 1
    const breaks = before.brokenSince === null && failures >= MOST_FAILURES
    const after: Health = {
      status: 'Failed',
      reason: failure.reason,
      message: inPlace(failure),
      failures,
      brokenSince: breaks ? now : before.brokenSince,
    }
    return { after, event: breaks ? 'broke' : null }
  }
  if (results.some(({ status }) => status === 'Success'))
    return { after: { ...unknownHealth, status: 'Success' }, event: before.brokenSince === null ? null : 'recovered' }
  const [first] = results
  return {
    after: { ...before, status: 'Skipped', reason: first?.reason ?? '', message: first?.message ?? '' },
    event: null,
  }
}

/** Says where it happened, unless that's where all visits without a country are from. */
function inPlace({ country, device, message }: VisitResult): string {
  return `${message} (${[...(country === '' ? [] : [country]), device].join(', ')})`
}
