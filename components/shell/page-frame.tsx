import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

/** A title with one sentence, actions on the right, then the page. With `fill`, the content takes up exactly the rest of the window, except on phones. */
export function PageFrame({
  title,
  sentence,
  actions,
  fill = false,
  children,
}: {
  title: string
  sentence?: ReactNode
  actions?: ReactNode
  fill?: boolean
  children: ReactNode
}) {
  return (
    <div
      className={cn(
        'gutter mx-auto flex w-full max-w-[1440px] flex-col gap-4 py-5 md:py-6',
        // At least 34 rem: at 200% zoom, the page scrolls instead of the table shrinking to nothing.
        fill && 'md:h-[max(34rem,calc(100dvh-3.5rem))] md:pb-0',
      )}
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 space-y-0.5">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {sentence && <p className="text-muted">{sentence}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  )
}
