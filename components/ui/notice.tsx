import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

const looks = {
  info: { icon: Info, className: 'border-border bg-surface-sunken' },
  warning: { icon: TriangleAlert, className: 'border-warning/30 bg-warning-soft' },
  error: { icon: CircleAlert, className: 'border-negative/30 bg-negative-soft' },
} as const

const tints = { info: 'text-muted', warning: 'text-warning', error: 'text-negative' } as const

/** An important message on a page. Errors are announced right away. */
export function Notice({
  kind,
  children,
  className,
}: {
  kind: keyof typeof looks
  children: ReactNode
  className?: string
}) {
  const { icon: Icon, className: look } = looks[kind]
  return (
    <div
      role={kind === 'error' ? 'alert' : undefined}
      className={cn('flex gap-2.5 rounded-control border p-3', look, className)}
    >
      <Icon className={cn('mt-0.5 size-4 shrink-0', tints[kind])} aria-hidden />
      <div className="min-w-0 flex-1 space-y-1">{children}</div>
    </div>
  )
}

/** Shown in place of data: what happened and what to do next. */
export function Blank({
  title,
  isPage = false,
  children,
  actions,
}: {
  title: string
  /** Nothing else is on the page, so the title is its heading. */
  isPage?: boolean
  children?: ReactNode
  actions?: ReactNode
}) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className="flex flex-col items-center gap-1.5 px-6 py-12 text-center">
      <Title className="text-lg font-medium">{title}</Title>
      {children && <div className="max-w-md text-balance text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
