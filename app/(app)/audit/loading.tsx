import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function AuditLoading() {
  return <TableSkeleton title="Audit log" label="Loading the audit log" />
}
