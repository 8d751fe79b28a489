'use client'

import {
  Area,
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { figureOnAxis, type FigureKind } from '@/components/ui/figure'
import { shortDay } from '@/components/ui/format'
import { DayTooltip } from './day-tooltip'
import { roundTicks, spread } from './scale'

/** A day's value, and that of the day it's compared with. Days without clicks have no value per click. */
export type DayPoint = { day: string; value: number | null; previous: { day: string; value: number | null } | null }

export type DayChartProps = {
  points: DayPoint[]
  /** The metric's name: "Clicks". */
  metric: string
  /** What its values are of. */
  kind: FigureKind
  /** Whether days have a share of the range. */
  hasShares: boolean
  /** The day that isn't over. */
  openDay: string | null
}

const tick = { fill: 'var(--text-muted)', fontSize: 12 }
const dash = '4 4'

type Row = DayPoint & { isBefore: boolean }

/** Recharts passes in the day under the pointer. */
function TooltipOf({
  active,
  label,
  rows,
  openDay,
  ...rest
}: { active?: boolean; label?: string; rows: Row[]; openDay: string | null } & Pick<
  Parameters<typeof DayTooltip>[0],
  'metric' | 'kind' | 'total'
>) {
  const row = rows.find(({ day }) => day === label)
  return active && row ? <DayTooltip point={row} isOpen={row.day === openDay} {...rest} /> : null
}

/** One series per day with its comparison. Loaded separately from the page (see chart.tsx), since Recharts is most of its weight. */
export default function DayChart({ points, metric, kind, hasShares, openDay }: DayChartProps) {
  const isSingle = points.length === 1
  const [only] = points
  const rows: Row[] =
    isSingle && only && only.previous !== null
      ? [
          { ...only.previous, previous: null, isBefore: true },
          { ...only, isBefore: false },
        ]
      : points.map((point) => ({ ...point, isBefore: false }))
  const openIndex = rows.findIndex(({ day }) => day === openDay)
  const isWhole = (index: number) => isSingle || openIndex < 0 || index < openIndex
  const data = rows.map((row, index) => ({
    ...row,
    // A day that isn't over is a point of its own: a line to it would look like a fall.
    whole: isWhole(index) ? row.value : null,
    open: !isSingle && index === openIndex ? row.value : null,
    before: isWhole(index) ? row.previous?.value : null,
    beforeOpen: !isSingle && index === openIndex ? row.previous?.value : null,
  }))
  const total = hasShares ? points.reduce((sum, { value }) => sum + (value ?? 0), 0) : null
  const values = points.flatMap(({ value, previous }) => [value ?? 0, previous?.value ?? 0])
  const ticks = roundTicks(Math.max(...values), { min: Math.min(...values), isWhole: kind.unit === 'count' })
  const axes = (
    <>
      <CartesianGrid vertical={false} stroke="var(--border)" />
      <XAxis
        dataKey="day"
        ticks={spread(rows.map(({ day }) => day))}
        tickFormatter={shortDay}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--border)' }}
        tickMargin={8}
        interval="preserveStartEnd"
        minTickGap={20}
        {...(isSingle ? {} : { padding: { left: 4, right: 4 } })}
      />
      <YAxis
        domain={[ticks[0] ?? 0, ticks.at(-1) ?? 4]}
        ticks={ticks}
        tickFormatter={(value: number) => figureOnAxis(value, kind.unit)}
        tick={tick}
        tickLine={false}
        axisLine={false}
        width={44}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={isSingle ? { fill: 'var(--surface-sunken)' } : { stroke: 'var(--border-control)' }}
        content={<TooltipOf rows={rows} metric={metric} kind={kind} total={total} openDay={openDay} />}
      />
    </>
  )
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={data} margin={{ top: 8, right: 20, bottom: 4, left: 0 }}>
        {axes}
        {isSingle ? (
          <Bar dataKey="value" isAnimationActive={false} maxBarSize={72} radius={[4, 4, 0, 0]}>
            {rows.map(({ day, isBefore }) => (
              <Cell key={day} fill={isBefore ? 'var(--border-control)' : 'var(--chart-1)'} />
            ))}
          </Bar>
        ) : (
          <>
            <Line
              dataKey="before"
              stroke="var(--text-muted)"
              strokeOpacity={0.7}
              strokeWidth={1.5}
              strokeDasharray={dash}
              dot={false}
              activeDot={{ r: 3, fill: 'var(--text-muted)', stroke: 'var(--surface-raised)' }}
              isAnimationActive={false}
            />
            <Area
              dataKey="whole"
              stroke="var(--chart-1)"
              strokeWidth={2}
              fill="var(--chart-1)"
              fillOpacity={0.09}
              dot={points.length <= 14 ? { r: 2.5, fill: 'var(--chart-1)', fillOpacity: 1, strokeWidth: 0 } : false}
              activeDot={{ r: 4, stroke: 'var(--surface-raised)', strokeWidth: 2 }}
              isAnimationActive={false}
            />
            {(['beforeOpen', 'open'] as const).map((key) => (
              <Line
                key={key}
                dataKey={key}
                stroke="none"
                dot={{
                  r: 4,
                  fill: 'var(--surface-raised)',
                  stroke: key === 'open' ? 'var(--chart-1)' : 'var(--text-muted)',
                  strokeWidth: 2,
                  strokeOpacity: key === 'open' ? 1 : 0.7,
                }}
                activeDot={{
                  r: 4,
                  fill: key === 'open' ? 'var(--chart-1)' : 'var(--text-muted)',
                  stroke: 'var(--surface-raised)',
                  strokeWidth: 2,
                }}
                isAnimationActive={false}
              />
            ))}
          </>
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
