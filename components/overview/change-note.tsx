import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import { change } from '../format'
import { cn } from '../ui/cn'

const icons = { up: ArrowUp, new: ArrowUp, down: ArrowDown, same: ArrowRight } as const

/** How a figure moved: arrow, words and colour say the same. `neutral` where more is neither better nor worse. */
export function ChangeNote({ value, previous, neutral = false, className }: { value: number; previous: number | null; neutral?: boolean; className?: string }) {
  const moved = change(value, previous)
  // Nothing then and nothing now is no news.
  if (!moved || (value === 0 && previous === 0)) return null
  const Icon = icons[moved.direction]
  const tint =
    neutral || moved.direction === 'same' ? 'text-muted' : moved.direction === 'down' ? 'text-negative' : 'text-positive'
  return (
    <span className={cn('inline-flex items-baseline gap-0.5 font-medium whitespace-nowrap tabular-nums', tint, className)}>
      <Icon className="size-3.5 shrink-0 self-center" aria-hidden />
      <span aria-hidden>{moved.text.replace(/^[+−]/, '')}</span>
      <span className="sr-only">{moved.words}</span>
    </span>
  )
}
