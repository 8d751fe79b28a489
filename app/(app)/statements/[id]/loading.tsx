import { StatementSkeleton } from '@/components/statements/skeleton'

export default StatementSkeleton
