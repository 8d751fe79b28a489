import type { CapAnswer } from '@/lib/api/v2/caps.contract'
import { fullTime } from '@/components/ui/format'
import type { Translate } from '@/messages/settings'
import { countedText } from './cap-words'
import { ShareBar } from './share-bar'

type T = Translate<'offerParts.caps'>

/** From this share of the limit on, it's close. */
const NEAR = 0.8
const MINUTE = 60_000

/** Only clicks are counted so far. */
export const isCounted = ({ metric, active, archived }: CapAnswer): boolean =>
  metric === 'Clicks' && active && !archived

/** How much of the limit is used, as a bar with the exact numbers on hover and for screen readers. */
export function CapUse({ cap, currency, t }: { cap: CapAnswer; currency: string; t: T }) {
  const { metric, used, limit } = cap
  const exact = t('usedOf', {
    used: countedText(metric, used, currency, t),
    limit: countedText(metric, limit, currency, t),
  })
  return (
    <span title={exact}>
      <ShareBar part={used} whole={limit} isNear={used >= limit * NEAR} />
      <span className="sr-only">{exact}</span>
    </span>
  )
}

/** `in 3 hours`: when the next period starts, with the exact time on hover. */
export function ResetsIn({ at, timezone, t }: { at: string; timezone: string; t: T }) {
  return (
    <time dateTime={at} title={fullTime(at, timezone)} suppressHydrationWarning>
      {resetsIn(at, t)}
    </time>
  )
}

/** How long it is until then, in the largest unit, rounded up. */
export function resetsIn(at: string, t: T, now: number = Date.now()): string {
  const minutes = Math.max(1, Math.ceil((Date.parse(at) - now) / MINUTE))
  if (minutes <= 90) return t('in.minutes', { count: minutes })
  const hours = Math.ceil(minutes / 60)
  return hours <= 48 ? t('in.hours', { count: hours }) : t('in.days', { count: Math.ceil(hours / 24) })
}

/** Whether the limit is reached before the period ends, if clicks keep coming as they did. */
export function paceText({ pace, remaining }: Pick<CapAnswer, 'pace' | 'remaining'>, t: T): string {
  if (remaining <= 0) return t('pace.reached')
  if (pace === null) return ''
  return pace > 1 ? t('pace.early', { pace: Math.min(99, Math.round(pace * 10) / 10) }) : t('pace.within')
}
