'use client'

import { Area, Bar, CartesianGrid, Cell, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { addDays } from '@/lib/days'
import { compact, shortDay } from '../format'
import { DayTooltip } from './day-tooltip'
import { roundTicks, spread } from './scale'

export type DayPoint = { day: string; value: number; previous: number | null }

export type DayChartProps = {
  points: DayPoint[]
  /** The metric's name: "Clicks". */
  metric: string
  /** How many days before each day its comparison is. */
  daysBack: number
  /** The last day isn't over yet. */
  incomplete: boolean
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
}: { active?: boolean; label?: string; rows: Row[]; openDay: string | undefined } & Pick<Parameters<typeof DayTooltip>[0], 'metric' | 'daysBack' | 'total'>) {
  const row = rows.find(({ day }) => day === label)
  return active && row ? <DayTooltip point={row} isOpen={row.day === openDay} {...rest} /> : null
}

/** One series per day with its comparison. Loaded separately from the page (see chart.tsx), since Recharts is most of its weight. */
export default function DayChart({ points, metric, daysBack, incomplete }: DayChartProps) {
  const isSingle = points.length === 1
  const [only] = points
  const rows: Row[] =
    isSingle && only && only.previous !== null
      ? [{ day: addDays(only.day, -daysBack), value: only.previous, previous: null, isBefore: true }, { ...only, isBefore: false }]
      : points.map((point) => ({ ...point, isBefore: false }))
  const last = rows.length - 1
  const data = rows.map((row, index) => ({
    ...row,
    // A day that isn't over yet is drawn dashed, starting at the last whole day.
    whole: incomplete && index === last && !isSingle ? null : row.value,
    open: incomplete && index >= last - 1 ? row.value : null,
  }))
  const total = points.reduce((sum, { value }) => sum + value, 0)
  const ticks = roundTicks(Math.max(...points.map(({ value, previous }) => Math.max(value, previous ?? 0))))
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
        domain={[0, ticks.at(-1) ?? 4]}
        ticks={ticks}
        tickFormatter={compact}
        tick={tick}
        tickLine={false}
        axisLine={false}
        width={44}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={isSingle ? { fill: 'var(--surface-sunken)' } : { stroke: 'var(--border-control)' }}
        content={<TooltipOf rows={rows} metric={metric} daysBack={daysBack} total={total} openDay={incomplete ? rows[last]?.day : undefined} />}
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
              dataKey="previous"
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
            <Area
              dataKey="open"
              stroke="var(--chart-1)"
              strokeWidth={2}
              strokeDasharray={dash}
              fill="var(--chart-1)"
              fillOpacity={0.04}
              dot={false}
              activeDot={{ r: 4, stroke: 'var(--surface-raised)', strokeWidth: 2 }}
              isAnimationActive={false}
            />
          </>
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
