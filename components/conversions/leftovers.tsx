import { useTranslations } from 'next-intl'
import type { BulkUpdateAnswer } from '@/lib/api/v2/conversion-bulk-updates.contract'

const kinds = ['same', 'mismatch', 'frozen', 'not_found'] as const

/** How many conversions stay as they are, by why. Nothing if there are none. */
export function Leftovers({ status, results }: Pick<BulkUpdateAnswer, 'status' | 'results'>) {
  const t = useTranslations('conversions.bulk.results')
  const found = kinds.filter((kind) => results[kind] > 0)
  if (found.length === 0) return null
  return (
    <ul className="list-disc space-y-0.5 pl-5 text-muted">
      {found.map((kind) => (
        <li key={kind}>{t(kind, { count: results[kind], status })}</li>
      ))}
    </ul>
  )
}
