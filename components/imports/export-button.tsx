'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { pathOf, type Contract } from '@/lib/api/contract'
import { exportQuestion, type RecordListing } from '@/components/catalog/list'
import { Button } from '@/components/ui/button'
import { useUrl } from '@/components/url/use-url'

/** Downloads all rows of a list that match its filters, in its order. */
export function ExportButton({
  contract,
  params = {},
  listing,
}: {
  /** The resource's `export`. */
  contract: Pick<Contract, 'path'>
  params?: Readonly<Record<string, string | number>>
  listing: RecordListing
}) {
  const t = useTranslations('imports')
  const url = useUrl()
  return (
    <Button asChild title={t('exportTitle')}>
      <a href={`${pathOf(contract, params)}?${exportQuestion(listing, url.params)}`} download>
        <Download className="text-muted" aria-hidden />
        <span className="max-sm:sr-only">{t('export')}</span>
      </a>
    </Button>
  )
}
