'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { FieldNote, Input } from '@/components/ui/field'
import type { Variant } from './forms'

/** The most destinations that can share a link's clicks. */
const MOST = 4

/** Even shares that add up to 100. */
const evenly = (variants: readonly Variant[]): Variant[] => {
  const share = Math.floor(100 / Math.max(variants.length, 1))
  return variants.map(({ url }, index) => ({
    url,
    percentage: String(index === 0 ? 100 - share * (variants.length - 1) : share),
  }))
}

/** Destinations that share a link's clicks, with their percentages. */
export function VariantsField({
  field,
  value,
  onChange,
  url,
}: {
  field: { name: string; id: string; error: string | undefined }
  value: readonly Variant[]
  onChange: (variants: Variant[]) => void
  /** The link's destination, which a test starts with. */
  url: string
}) {
  const t = useTranslations('shortLinks.variants')
  const change = (at: number, changes: Partial<Variant>) =>
    onChange(value.map((variant, index) => (index === at ? { ...variant, ...changes } : variant)))
  const add = () => onChange(evenly(value.length === 0 ? [blank(url), blank('')] : [...value, blank('')]))
  const remove = (at: number) => onChange(value.length <= 2 ? [] : evenly(value.filter((_, index) => index !== at)))
  return (
    <fieldset id={field.id} className="space-y-2">
      <legend className="sr-only">{t('legend')}</legend>
      {value.map((variant, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else until they're filled in
        <div key={index} className="grid grid-cols-[minmax(0,1fr)_5.5rem_auto] items-center gap-2">
          <Input
            aria-label={t('url', { number: index + 1 })}
            type="url"
            placeholder="https://"
            autoComplete="off"
            value={variant.url}
            onChange={({ target }) => change(index, { url: target.value })}
          />
          <div className="relative">
            <Input
              aria-label={t('percentage', { number: index + 1 })}
              inputMode="numeric"
              autoComplete="off"
              className="pr-7 text-right tabular-nums"
              value={variant.percentage}
              onChange={({ target }) => change(index, { percentage: target.value })}
            />
            <span aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted">
              %
            </span>
          </div>
          <Button
            variant="ghost"
            shape="icon"
            aria-label={t('remove', { number: index + 1 })}
            onClick={() => remove(index)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <FieldNote id={field.id} help={t('help')} error={field.error} />
      {value.length < MOST && (
        <Button onClick={add}>
          <Plus className="text-muted" aria-hidden />
          {t(value.length === 0 ? 'start' : 'add')}
        </Button>
      )}
    </fieldset>
  )
}

const blank = (url: string): Variant => ({ url, percentage: '' })
