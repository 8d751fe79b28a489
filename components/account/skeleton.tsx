import { PageFrame } from '@/components/shell/page-frame'
import { Card, Skeleton } from '@/components/ui/small'

const heights = ['h-52', 'h-28', 'h-28'] as const

export function SettingsSkeleton({ title, sentence }: { title: string; sentence: string }) {
  return (
    <PageFrame title={title} sentence={sentence}>
      {heights.map((height, index) => (
        // Only their position tells the cards apart.
        // oxlint-disable-next-line react/no-array-index-key
        <Card key={index} className={`space-y-3 p-4 md:p-6 ${height}`}>
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-4 w-64 max-w-full" />
        </Card>
      ))}
    </PageFrame>
  )
}
