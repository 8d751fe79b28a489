'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { updateOrganization, type OrganizationAnswer } from '@/lib/api/app/organization.contract'
import type { PostbackTokenAnswer } from '@/lib/api/app/postback-tokens.contract'
import { Section } from '@/components/account/section'
import { call } from '@/components/api/call'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { SettingsForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { PageFrame } from '@/components/shell/page-frame'
import { ChoiceList } from '@/components/ui/choice-list'
import { Combobox } from '@/components/ui/combobox'
import { Field, Input, Select } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { Notice } from '@/components/ui/notice'
import { spacedZone } from '@/lib/zone-name'
import { keepChoices, organizationForm, valuesOf } from './forms'
import { PostbackToken } from './postback-token'

const ipChoices = ['full', 'anonymised', 'none'] as const satisfies readonly OrganizationAnswer['ip_storage'][]
const plans = ['Free', 'Pro', 'Business', 'Enterprise'] as const satisfies readonly OrganizationAnswer['plan'][]

/** The option with this value, which may be missing from the list, such as a zone's former name. */
const optionOf = (options: readonly Option[], value: string): Option =>
  options.find((option) => option.value === value) ?? { value, label: spacedZone(value) }

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
  const [asking, setAsking] = useState<Confirmation | null>(null)

  async function save(change: Change) {
    const next = await call(updateOrganization, { body: change })
    form.settle()
    onSaved(next)
    // Every page shows the time zone and currency.
    router.refresh()
  }
  const form = useForm({
    form: organizationForm,
    initial: valuesOf(settings),
    empty: { name: t('nameRequired') },
    async act(change) {
      const days = change.retention_days ?? null
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
  })
  const zone = form.value('timezone')
  const currency = form.value('currency')
  return (
    <SettingsForm form={form} words={{ submit: t('submit'), submitting: t('submitting'), saved: t('saved') }}>
      <Section id="general" title={t('generalTitle')} sentence={t('generalSentence')}>
        <div className="space-y-4">
          <Field {...form.field('name')} label={t('name')}>
            {(control) => <Input {...control} {...form.input('name')} autoComplete="organization" />}
          </Field>
          <Field {...form.field('plan')} label={t('plan')} help={t('planHelp')}>
            {(control) => (
              <Select {...control} {...form.input('plan')}>
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
          <Field {...form.field('timezone')} label={t('timeZone')} help={t('timeZoneHelp')}>
            {(control) => (
              <Combobox
                control={control}
                options={zones}
                value={optionOf(zones, zone)}
                onChange={(option) => form.set('timezone', option.value)}
                placeholder={t('timeZonePlaceholder')}
                search={t('timeZoneSearch')}
              />
            )}
          </Field>
          {zone !== settings.timezone && (
            <Notice kind="warning">
              {t('timeZoneWarning', { from: spacedZone(settings.timezone), to: spacedZone(zone) })}
            </Notice>
          )}
          <Field {...form.field('currency')} label={t('currency')} help={t('currencyHelp')}>
            {(control) => (
              <Combobox
                control={control}
                options={currencies}
                value={optionOf(currencies, currency)}
                onChange={(option) => form.set('currency', option.value)}
                placeholder={t('currencyPlaceholder')}
                search={t('currencySearch')}
              />
            )}
          </Field>
          {currency !== settings.currency && <Notice kind="warning">{t('currencyWarning')}</Notice>}
        </div>
      </Section>
      <Section id="visitors" title={t('visitorsTitle')} sentence={t('visitorsSentence')}>
        <div className="space-y-4">
          <ChoiceList
            {...form.choice('ip_storage')}
            legend={t('ipAddresses')}
            choices={ipChoices.map((choice) => ({
              value: choice,
              label: t(`ip.${choice}`),
              sentence: t(`ip.${choice}Sentence`),
            }))}
          />
          <ChoiceList
            {...form.choice('keep')}
            legend={t('retention')}
            choices={keepChoices.map((choice) => ({
              value: choice,
              label: t(`keep.${choice}`),
              sentence: t(`keep.${choice}Sentence`),
            }))}
          />
          {form.value('keep') === 'days' && (
            <Field {...form.field('retention_days')} label={t('days')} help={t('daysHelp')}>
              {(control) => (
                <Input
                  {...control}
                  {...form.input('retention_days')}
                  inputMode="numeric"
                  className="sm:max-w-40"
                  autoComplete="off"
                />
              )}
            </Field>
          )}
        </div>
      </Section>
      <Confirm question={asking} onClose={() => setAsking(null)} />
    </SettingsForm>
  )
}

/** Organization-wide settings, for admins. */
export function OrganizationSettings({
  first,
  zones,
  currencies,
  token,
}: {
  first: OrganizationAnswer
  zones: readonly Option[]
  currencies: readonly Option[]
  token: PostbackTokenAnswer | null
}) {
  const t = useTranslations('organization')
  const [settings, setSettings] = useState(first)
  return (
    <PageFrame title={t('title')} sentence={t('sentence')}>
      <Settings settings={settings} zones={zones} currencies={currencies} onSaved={setSettings} />
      <PostbackToken first={token} />
    </PageFrame>
  )
}
