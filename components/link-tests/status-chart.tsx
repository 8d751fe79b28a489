'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { roundTicks, spread } from '@/components/charts/scale'
import { compact, fullDay, number, shortDay } from '@/components/ui/format'
import { series, type StatusDay } from './series'

const tick = { fill: 'var(--text-muted)', fontSize: 12 }

/** Recharts passes in the day under the pointer. */
function TooltipOf({
  active,
  label,
  days,
  names,
}: {
  active?: boolean
  label?: string
  days: readonly StatusDay[]
  names: readonly string[]
}) {
  const day = days.find((each) => each.day === label)
  if (!active || !day) return null
  return (
    <div className="rounded-control border bg-surface-raised px-3 py-2 text-sm shadow-sm">
      <p className="mb-1 font-medium">{fullDay(day.day)}</p>
      {series.map(({ key, color }, index) => (
        <p key={key} className="flex items-center gap-2">
          <span aria-hidden className="size-2.5 rounded-sm" style={{ background: color }} />
          <span className="flex-1 text-muted">{names[index]}</span>
          <span className="pl-4 tabular-nums">{number(day[key])}</span>
        </p>
      ))}
    </div>
  )
}

/** Tests per day by status, stacked. Loaded separately from the page, since Recharts is most of its weight. */
export default function StatusChart({ days, names }: { days: StatusDay[]; names: readonly string[] }) {
  const ticks = roundTicks(Math.max(...days.map(({ success, failed, skipped }) => success + failed + skipped)))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={days} margin={{ top: 8, right: 8, bottom: 4, left: 0 }} barCategoryGap="20%">
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis
          dataKey="day"
          ticks={spread(days.map(({ day }) => day))}
          tickFormatter={shortDay}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--border)' }}
          tickMargin={8}
          interval="preserveStartEnd"
          minTickGap={20}
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
          cursor={{ fill: 'var(--surface-sunken)' }}
          content={<TooltipOf days={days} names={names} />}
        />
        {series.map(({ key, color }) => (
          <Bar key={key} dataKey={key} stackId="tests" fill={color} isAnimationActive={false} maxBarSize={28} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
