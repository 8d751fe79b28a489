import { useTranslations } from 'next-intl'
import { KeysSkeleton } from '@/components/api-keys/key-table'
import { PageFrame } from '@/components/shell/page-frame'
import { Card, Skeleton } from '@/components/ui/small'

export default function ApiKeysLoading() {
  const t = useTranslations('apiKeys')
  return (
    <PageFrame title={t('title')} sentence={t('sentence')} actions={<Skeleton className="control w-44" />}>
      <Card>
        <KeysSkeleton />
      </Card>
    </PageFrame>
  )
}
