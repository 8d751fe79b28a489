import { localTime } from '@/lib/days'

const asUtc = (local: string): number => Date.parse(`${local.replace(' ', 'T')}Z`)

/** The instant at which clocks in a zone show this, as `2026-12-31T23:59`. Null if that isn't a time. */
export function instantAt(local: string, timezone: string): Date | null {
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? asUtc(local) : NaN
  if (Number.isNaN(wanted)) return null
  // The first step may cross a change of the clocks, and the second one corrects that.
  let instant = wanted
  for (let step = 0; step < 2; step++) instant += wanted - asUtc(localTime(new Date(instant), timezone))
  return new Date(instant)
}
