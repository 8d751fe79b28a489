import { useTranslations } from 'next-intl'
import { PageFrame } from '@/components/shell/page-frame'
import { Card, Skeleton } from '@/components/ui/small'

/** A statement while it loads: its total, its lines, and whom it's for. */
export function StatementSkeleton() {
  const t = useTranslations('statements')
  return (
    <PageFrame title={t('titleOne')} sentence={<Skeleton className="my-0.5 h-4 w-56 max-w-full" />}>
      <p className="sr-only">{t('loadingOne')}</p>
      <Skeleton className="h-9 w-48" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_25rem]" aria-busy>
        <Card className="divide-y overflow-clip">
          {Array.from({ length: 6 }, (_, line) => (
            // oxlint-disable-next-line react/no-array-index-key -- skeletons have nothing else
            <div key={line} className="flex h-[3.75rem] items-center gap-8 px-4 md:px-5">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="ml-auto h-4 w-20" />
            </div>
          ))}
        </Card>
        <Card className="space-y-3 px-4 py-4 md:px-5">
          {Array.from({ length: 5 }, (_, line) => (
            // oxlint-disable-next-line react/no-array-index-key -- skeletons have nothing else
            <Skeleton key={line} className="h-4 w-64 max-w-full" />
          ))}
        </Card>
      </div>
    </PageFrame>
  )
}
