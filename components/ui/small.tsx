import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** A placeholder for something still loading. Give it the final size. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block animate-pulse-soft rounded-control bg-surface-sunken', className)} />
}

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={cn('rounded-card border bg-surface-raised', className)} {...rest} />
}

const tints = {
  neutral: 'bg-surface-sunken text-muted',
  positive: 'bg-positive-soft text-positive',
  negative: 'bg-negative-soft text-negative',
  warning: 'bg-warning-soft text-warning',
} as const

export function Badge({ tint = 'neutral', children }: { tint?: keyof typeof tints; children: ReactNode }) {
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center rounded-full px-2 text-xs font-medium whitespace-nowrap',
        tints[tint],
      )}
    >
      {children}
    </span>
  )
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] border bg-surface px-1 font-sans text-xs text-muted">
      {children}
    </kbd>
  )
}
