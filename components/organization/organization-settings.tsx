'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { updateOrganization, type OrganizationAnswer } from '@/lib/api/app/organization.contract'
import { Section } from '@/components/account/section'
import { call } from '@/components/api'
import { Confirm, type Question } from '@/components/confirm'
import { anything, required } from '@/components/rules'
import { PageFrame } from '@/components/shell/page-frame'
import { ChoiceList } from '@/components/ui/choice-list'
import { Combobox } from '@/components/ui/combobox'
import { Field, Input, Select } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { Notice } from '@/components/ui/notice'
import { Submit } from '@/components/ui/submit'
import { useForm } from '@/components/use-form'
import { useUnsaved } from '@/components/use-unsaved'

const ipChoices = ['full', 'anonymised', 'none'] as const satisfies readonly OrganizationAnswer['ip_storage'][]
const keepChoices = ['ever', 'days'] as const
const plans = ['Free', 'Pro', 'Business', 'Enterprise'] as const satisfies readonly OrganizationAnswer['plan'][]

const isDays = (value: string): boolean => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 36_500

const spaced = (zone: string): string => zone.replaceAll('_', ' ')

/** Whether the new retention period is shorter, which means that saving deletes clicks. */
const keepsLess = (now: number | null, next: number | null) => next !== null && (now === null || next < now)

type Change = z.input<typeof updateOrganization.body>

function Settings({
  settings,
  zones,
  currencies,
  onSaved,
}: {
  settings: OrganizationAnswer
  zones: readonly Option[]
  currencies: readonly Option[]
  onSaved: (settings: OrganizationAnswer) => void
}) {
  const t = useTranslations('organization')
  const router = useRouter()
  const unsaved = useUnsaved()
  const [saved, setSaved] = useState(false)
  const [zone, setZone] = useState<Option>({ value: settings.timezone, label: spaced(settings.timezone) })
  const [currency, setCurrency] = useState(
    currencies.find(({ value }) => value === settings.currency) ?? {
      value: settings.currency,
      label: settings.currency,
    },
  )
  const [ip, setIp] = useState<(typeof ipChoices)[number]>(settings.ip_storage)
  const [keep, setKeep] = useState<(typeof keepChoices)[number]>(settings.retention_days === null ? 'ever' : 'days')
  const [asking, setAsking] = useState<Question | null>(null)

  async function save(change: Change) {
    const next = await call(updateOrganization, { body: change })
    unsaved.onSaved()
    setSaved(true)
    onSaved(next)
    // Every page shows the time zone and currency.
    router.refresh()
  }
  const { busy, problem, props, field, input } = useForm(
    {
      name: required(t('nameRequired')),
      timezone: anything,
      currency: anything,
      retention_days: (value) => (keep === 'ever' || isDays(value) ? undefined : t('daysInvalid')),
      plan: anything,
    },
    async ({ retention_days, plan: chosen, ...rest }) => {
      const days = keep === 'days' ? Number(retention_days) : null
      const plan = plans.find((one) => one === chosen)
      const change = { ...rest, plan, ip_storage: ip, retention_days: days }
      if (!keepsLess(settings.retention_days, days)) return save(change)
      setAsking({
        title: t('keepLess.title', { days: days ?? 0 }),
        sentence: t('keepLess.sentence'),
        act: t('keepLess.act'),
        acting: t('submitting'),
        isDanger: true,
        run: () => save(change),
      })
    },
  )
  function typed() {
    setSaved(false)
    unsaved.onTyped()
  }
  return (
    <form {...props} onInput={typed} className="space-y-4">
      {problem && <Notice kind="error">{problem}</Notice>}
      <Section id="general" title={t('generalTitle')} sentence={t('generalSentence')}>
        <div className="space-y-4">
          <Field {...field('name')} label={t('name')}>
            {(control) => (
              <Input
                {...control}
                {...input('name')}
                defaultValue={settings.name}
                maxLength={100}
                autoComplete="organization"
              />
            )}
          </Field>
          <Field {...field('plan')} label={t('plan')} help={t('planHelp')}>
            {(control) => (
              <Select {...control} {...input('plan')} defaultValue={settings.plan}>
                {plans.map((plan) => (
                  <option key={plan}>{plan}</option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </Section>
      <Section id="time-zone-and-currency" title={t('daysTitle')} sentence={t('daysSentence')}>
        <div className="space-y-4">
          <Field {...field('timezone')} label={t('timeZone')} help={t('timeZoneHelp')}>
            {(control) => (
              <Combobox
                control={control}
                options={zones}
                value={zone}
                onChange={(option) => {
                  setZone(option)
                  input('timezone').onChange()
                  typed()
                }}
                placeholder={t('timeZonePlaceholder')}
                search={t('timeZoneSearch')}
              />
            )}
          </Field>
          {zone.value !== settings.timezone && (
            <Notice kind="warning">{t('timeZoneWarning', { from: spaced(settings.timezone), to: zone.label })}</Notice>
          )}
          <Field {...field('currency')} label={t('currency')} help={t('currencyHelp')}>
            {(control) => (
              <Combobox
                control={control}
                options={currencies}
                value={currency}
                onChange={(option) => {
                  setCurrency(option)
                  input('currency').onChange()
                  typed()
                }}
                placeholder={t('currencyPlaceholder')}
                search={t('currencySearch')}
              />
            )}
          </Field>
          {currency.value !== settings.currency && <Notice kind="warning">{t('currencyWarning')}</Notice>}
        </div>
      </Section>
      <Section id="visitors" title={t('visitorsTitle')} sentence={t('visitorsSentence')}>
        <div className="space-y-4">
          <ChoiceList
            name="ip_storage"
            legend={t('ipAddresses')}
            choices={ipChoices.map((choice) => ({
              value: choice,
              label: t(`ip.${choice}`),
              sentence: t(`ip.${choice}Sentence`),
            }))}
            value={ip}
            onChange={(next) => {
              setIp(next)
              typed()
            }}
          />
          <ChoiceList
            name="keep"
            legend={t('retention')}
            choices={keepChoices.map((choice) => ({
              value: choice,
              label: t(`keep.${choice}`),
              sentence: t(`keep.${choice}Sentence`),
            }))}
            value={keep}
            onChange={(next) => {
              setKeep(next)
              typed()
            }}
          />
          {keep === 'days' && (
            <Field {...field('retention_days')} label={t('days')} help={t('daysHelp')}>
              {(control) => (
                <Input
                  {...control}
                  {...input('retention_days')}
                  inputMode="numeric"
                  defaultValue={settings.retention_days ?? 365}
                  className="sm:max-w-40"
                  autoComplete="off"
                />
              )}
            </Field>
          )}
        </div>
      </Section>
      <Submit place="page" busy={busy} doing={t('submitting')} said={saved && t('saved')}>
        {t('submit')}
      </Submit>
      <Confirm question={asking} onClose={() => setAsking(null)} />
      <Confirm question={unsaved.question} onClose={unsaved.onStay} />
    </form>
  )
}

/** Organization-wide settings, for admins. */
export function OrganizationSettings({
  first,
  zones,
  currencies,
}: {
  first: OrganizationAnswer
  zones: readonly Option[]
  currencies: readonly Option[]
}) {
  const t = useTranslations('organization')
  const [settings, setSettings] = useState(first)
  return (
    <PageFrame title={t('title')} sentence={t('sentence')}>
      <Settings settings={settings} zones={zones} currencies={currencies} onSaved={setSettings} />
    </PageFrame>
  )
}
