import type { ReactNode } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { cn } from '@/components/ui/cn'
import { Card, Skeleton } from '@/components/ui/small'

/** A page with one table while it loads. Lists have a search field; logs have filters instead, and fill their page. */
export function TableSkeleton({
  title,
  label,
  actions,
  isLog = false,
}: {
  title: string
  label: string
  actions?: ReactNode
  isLog?: boolean
}) {
  return (
    <PageFrame fill title={title} sentence={<Skeleton className="my-0.5 h-4 w-72 max-w-full" />} actions={actions}>
      <div className={cn('flex gap-2', isLog && 'justify-between')} aria-busy>
        <p className="sr-only">{label}</p>
        <Skeleton className={cn('control', isLog ? 'w-24' : 'w-64')} />
        <Skeleton className={cn('control', isLog ? 'w-56' : 'w-28 max-sm:hidden')} />
      </div>
      <Card className="min-h-0 flex-1 overflow-hidden md:mb-6">
        {Array.from({ length: isLog ? 50 : 20 }, (_, line) => (
          // oxlint-disable-next-line react/no-array-index-key -- skeletons have nothing else
          <div key={line} className="flex h-10 items-center gap-8 border-b px-5">
            <Skeleton className="h-3.5 w-40" />
            <Skeleton className="h-3.5 w-48 max-sm:hidden" />
            <Skeleton className="ml-auto h-3.5 w-20" />
          </div>
        ))}
      </Card>
    </PageFrame>
  )
}
