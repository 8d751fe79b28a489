import { KeysSkeleton } from '@/components/api-keys/key-table'
import { PageFrame } from '@/components/shell/page-frame'
import { Card, Skeleton } from '@/components/ui/small'

export default function ApiKeysLoading() {
  return (
    <PageFrame
      title="API keys"
      sentence="For programs that read your clicks. A key sees what you see, and nothing else."
      actions={<Skeleton className="control w-44" />}
    >
      <Card>
        <KeysSkeleton />
      </Card>
    </PageFrame>
  )
}
