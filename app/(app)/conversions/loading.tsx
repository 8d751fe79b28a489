import { useTranslations } from 'next-intl'
import { PageFrame } from '@/components/shell/page-frame'
import { Card, Skeleton } from '@/components/ui/small'

export default function ConversionsLoading() {
  const t = useTranslations('conversions')
  return (
    <PageFrame fill title={t('title')} sentence={<Skeleton className="my-0.5 h-4 w-72" />}>
      <div className="flex justify-between gap-2" aria-busy>
        <p className="sr-only">{t('loading')}</p>
        <Skeleton className="control w-24" />
        <Skeleton className="control w-56" />
      </div>
      <Card className="min-h-0 flex-1 overflow-hidden md:mb-6">
        {Array.from({ length: 50 }, (_, line) => (
          // oxlint-disable-next-line react/no-array-index-key -- skeletons have nothing else
          <div key={line} className="flex h-10 items-center gap-8 border-b px-5">
            <Skeleton className="h-3.5 w-28" />
            <Skeleton className="h-3.5 w-40" />
            <Skeleton className="ml-auto h-3.5 w-20" />
          </div>
        ))}
      </Card>
    </PageFrame>
  )
}
