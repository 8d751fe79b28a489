import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function UsersLoading() {
  return <TableSkeleton title="Users" label="Loading users" />
}
