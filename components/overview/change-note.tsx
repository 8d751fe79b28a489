import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import { change, changeInWords } from '@/components/ui/format'
import { cn } from '@/components/ui/cn'

const icons = { up: ArrowUp, down: ArrowDown, same: ArrowRight } as const
const tints = { up: 'text-positive', down: 'text-negative', same: 'text-muted' } as const

/**
 * How a figure changed, with an arrow, a number, and a color. `neutral` if more is neither better nor worse; `brief` if there's no room
 * for words.
 */
export function ChangeNote({
  value,
  previous,
  neutral = false,
  brief = false,
}: {
  value: number
  previous: number | null
  neutral?: boolean
  brief?: boolean
}) {
  const changed = change(value, previous)
  // Zero before and zero now isn't worth a note.
  if (!changed || (value === 0 && previous === 0)) return null
  const { direction, amount } = changed
  const words = changeInWords(changed)
  if (direction === 'none') {
    return (
      <span className="text-muted" title={brief ? words : undefined}>
        {brief && <span aria-hidden>–</span>}
        <span className={brief ? 'sr-only' : ''}>{words}</span>
      </span>
    )
  }
  const Icon = icons[direction]
  return (
    <span
      className={cn(
        'inline-flex items-baseline gap-0.5 font-medium whitespace-nowrap tabular-nums',
        neutral ? 'text-muted' : tints[direction],
      )}
    >
      <Icon className="size-3.5 shrink-0 self-center" aria-hidden />
      <span aria-hidden>{amount}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
