'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { fallbackReasons } from '@/lib/api/v2/offer-options'
import { FieldPair, TextField } from '@/components/catalog/fields'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { OfferFormState } from './form-state'

/** Where rejected clicks go: one URL for all, and others for some reasons. */
export function FallbackFields({ form }: { form: OfferFormState }) {
  const t = useTranslations('offers.fields')
  const reasons = useTranslations('offers.reasons')
  const used = fallbackReasons.filter((reason) => form.value(`fallback_urls.${reason}`) !== '').length
  const [open, setOpen] = useState(used > 0)
  return (
    <>
      <TextField form={form} name="fallback_url" label={t('fallbackUrl')} help={t('fallbackUrlHelp')} type="url" />
      <div className="space-y-4">
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronDown className={cn('text-muted', open && 'rotate-180')} aria-hidden />
          {t('fallbackByReason')}
          {used > 0 && <span className="text-muted tabular-nums">{used}</span>}
        </Button>
        {open && (
          <div className="space-y-4 border-l-2 pl-4">
            <p className="text-sm text-muted">{t('fallbackByReasonHelp')}</p>
            <FieldPair>
              {fallbackReasons.map((reason) => (
                <TextField
                  key={reason}
                  form={form}
                  name={`fallback_urls.${reason}`}
                  label={reasons(reason)}
                  type="url"
                />
              ))}
            </FieldPair>
          </div>
        )}
      </div>
    </>
  )
}
