import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function PublishersLoading() {
  return <TableSkeleton title="Publishers" label="Loading publishers" />
}
