'use client'

import { useTranslations } from 'next-intl'
import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import { CopyButton } from '@/components/ui/copy-button'
import { Card } from '@/components/ui/small'

/** What advertisers put on their pages, for offers with JavaScript tracking. */
export function OfferTag({ offer, baseUrl }: { offer: OfferAnswer; baseUrl: string }) {
  const t = useTranslations('offers.tag')
  if (!offer.enable_js_tracking) return null
  const host = offer.primary_domain === '' ? baseUrl : `https://${offer.primary_domain}`
  const everywhere = `<script async src="${host}/t.js" data-offer="${offer.id}" data-days="${offer.attribution_window_days}"></script>`
  const conversion = `<script>
window.tributary = window.tributary || function () { (tributary.q = tributary.q || []).push(arguments) }
tributary('conversion', { amount: '12.50', currency: '${offer.currency}', externalId: 'ORDER-1', customerId: 'CUSTOMER-1' })
</script>`
  return (
    <Card className="p-4 md:p-5" aria-labelledby="offer-tag">
      <h2 id="offer-tag" className="text-lg font-semibold">
        {t('title')}
      </h2>
      <p className="mt-1 max-w-[72ch] text-muted">{t('sentence')}</p>
      <div className="mt-4 space-y-4">
        <Snippet label={t('everywhere')} copyLabel={t('copyTag')} code={everywhere} />
        <Snippet label={t('conversion')} copyLabel={t('copyConversion')} code={conversion} />
      </div>
    </Card>
  )
}

function Snippet({ label, copyLabel, code }: { label: string; copyLabel: string; code: string }) {
  const t = useTranslations('offers.tag')
  return (
    <div className="space-y-1">
      <p className="text-sm text-muted">{label}</p>
      <div className="flex items-start gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 self-center font-mono text-sm break-all whitespace-pre-wrap select-all">
          {code}
        </code>
        <CopyButton variant="secondary" label={copyLabel} text={() => code}>
          {t('copy')}
        </CopyButton>
      </div>
    </div>
  )
}
