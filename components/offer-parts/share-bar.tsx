import { share } from '@/components/ui/format'
import { cn } from '@/components/ui/cn'

/** A part of a whole as a bar with its percentage beside it. */
export function ShareBar({ part, whole = 1, isNear = false }: { part: number; whole?: number; isNear?: boolean }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="h-1.5 w-20 shrink-0 overflow-hidden rounded-full bg-surface-sunken">
        <span
          className={cn('block h-full rounded-full', isNear ? 'bg-warning' : 'bg-accent')}
          style={{ width: `${Math.min(100, (part / whole) * 100)}%` }}
        />
      </span>
      <span className="tabular-nums">{share(part, whole)}</span>
    </span>
  )
}
