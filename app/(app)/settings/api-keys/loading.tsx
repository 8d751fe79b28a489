import { KeysSkeleton } from '@/components/api-keys/key-table'
import { PageFrame } from '@/components/shell/page-frame'
import { Card, Skeleton } from '@/components/ui/small'

export default function ApiKeysLoading() {
  return (
    <PageFrame
      title="API keys"
      sentence="For programs that work for you. A key sees and does what you choose, and never more than you may."
      actions={<Skeleton className="control w-44" />}
    >
      <Card>
        <KeysSkeleton />
      </Card>
    </PageFrame>
  )
}
