'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { deviceNames, osNames } from '@/lib/agent-names'
import { Button } from '@/components/ui/button'
import { FieldNote, Input, Select } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import type { Target } from './forms'

type Field = { name: string; id: string; error: string | undefined }

const named = (names: readonly string[]): Option[] => names.map((name) => ({ value: name, label: name }))
const kinds = ['geo', 'devices', 'systems'] as const

/** Other destinations for some visitors, one per line. */
export function TargetsField({
  field,
  value,
  onChange,
  countries,
}: {
  field: Field
  value: readonly Target[]
  onChange: (targets: Target[]) => void
  countries: readonly Option[]
}) {
  const t = useTranslations('shortLinks.targets')
  const options = { geo: countries, devices: named(deviceNames), systems: named(osNames) }
  const change = (at: number, changes: Partial<Target>) =>
    onChange(value.map((target, index) => (index === at ? { ...target, ...changes } : target)))
  return (
    <fieldset id={field.id} className="space-y-2">
      <legend className="mb-1.5 font-medium">{t('legend')}</legend>
      {value.map((target, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else until they're filled in
        <div key={index} className="grid grid-cols-[1fr_auto] gap-2 sm:grid-cols-[9rem_10rem_minmax(0,1fr)_auto]">
          <Select
            aria-label={t('by', { number: index + 1 })}
            value={target.by}
            onChange={({ target: { value: chosen } }) => {
              const by = kinds.find((kind) => kind === chosen) ?? 'geo'
              change(index, { by, value: options[by][0]?.value ?? '' })
            }}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(kind)}
              </option>
            ))}
          </Select>
          <div className="max-sm:col-start-1">
            <Select
              aria-label={t('value', { number: index + 1 })}
              value={target.value}
              onChange={({ target: { value: chosen } }) => change(index, { value: chosen })}
            >
              {options[target.by].map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </Select>
          </div>
          <Input
            aria-label={t('url', { number: index + 1 })}
            type="url"
            placeholder="https://"
            autoComplete="off"
            className="max-sm:col-start-1"
            value={target.url}
            onChange={({ target: { value: url } }) => change(index, { url })}
          />
          <Button
            variant="ghost"
            shape="icon"
            aria-label={t('remove', { number: index + 1 })}
            className="max-sm:col-start-2 max-sm:row-start-1"
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <FieldNote id={field.id} help={t('help')} error={field.error} />
      <Button onClick={() => onChange([...value, { by: 'geo', value: options.geo[0]?.value ?? '', url: '' }])}>
        <Plus className="text-muted" aria-hidden />
        {t('add')}
      </Button>
    </fieldset>
  )
}
