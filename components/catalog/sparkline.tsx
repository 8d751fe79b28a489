import { useTranslations } from 'next-intl'
import { pathOf, spotsOf } from './spark-path'

const WIDTH = 96
const HEIGHT = 24
const ROOM = 1.5

/** Clicks over the range as a small line. Its text says the same in numbers. */
export function Sparkline({ points, daysPerPoint }: { points: readonly number[]; daysPerPoint: number }) {
  const t = useTranslations('catalog.figures')
  const most = Math.max(0, ...points)
  if (points.length < 2 || most === 0) {
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">{t('noTrend')}</span>
      </span>
    )
  }
  const line = pathOf(spotsOf(points), WIDTH, HEIGHT, ROOM)
  const label = t('trend', {
    days: daysPerPoint,
    first: points[0] ?? 0,
    last: points.at(-1) ?? 0,
    least: Math.min(...points),
    most,
  })
  return (
    <svg
      role="img"
      aria-label={label}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="inline-block align-middle"
    >
      <path d={`${line}L${WIDTH - ROOM},${HEIGHT}L${ROOM},${HEIGHT}Z`} className="fill-(--chart-1) opacity-10" />
      <path
        d={line}
        fill="none"
        stroke="var(--chart-1)"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
