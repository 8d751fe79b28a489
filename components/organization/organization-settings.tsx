'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { organizationAnswer, type OrganizationAnswer } from '@/lib/api/app/organization-shapes'
import { Section } from '../account/section'
import { send } from '../api'
import { Confirm, type Question } from '../confirm'
import { plural } from '../format'
import { anything, required } from '../rules'
import { PageFrame } from '../shell/page-frame'
import { ChoiceList } from '../ui/choice-list'
import { Combobox } from '../ui/combobox'
import { Field, Input, Select } from '../ui/field'
import type { Option } from '../ui/fitting'
import { Notice } from '../ui/notice'
import { Submit } from '../ui/submit'
import { useForm } from '../use-form'
import { useUnsaved } from '../use-unsaved'

const ipChoices = [
  { value: 'full', label: 'Whole', sentence: 'Kept as they are, for looking into fraud.' },
  { value: 'anonymised', label: 'Anonymised', sentence: 'The last part is cut off: near enough for the city, not for the person.' },
  { value: 'none', label: 'Not at all', sentence: 'Used for country and city as the click comes in, then forgotten.' },
] as const

const keepChoices = [
  { value: 'ever', label: 'For ever', sentence: 'Until you choose otherwise.' },
  { value: 'days', label: 'For a number of days', sentence: 'Older clicks are deleted for good, and the reports of those days with them.' },
] as const

const plans = ['Free', 'Pro', 'Business', 'Enterprise'] as const satisfies readonly OrganizationAnswer['plan'][]

const isDays = (value: string) => (/^[1-9]\d{0,4}$/.test(value) && Number(value) <= 36_500 ? undefined : 'Enter a whole number of days, 1 to 36,500')

/** Whether fewer days are kept than now, so that clicks will be deleted. */
const keepsLess = (now: number | null, next: number | null) => next !== null && (now === null || next < now)

type Change = Omit<OrganizationAnswer, 'id' | 'slug' | 'plan' | 'ip_storage'> & { plan: string; ip_storage: string }

function Settings({ settings, zones, currencies, onSaved }: { settings: OrganizationAnswer; zones: readonly Option[]; currencies: readonly Option[]; onSaved: (settings: OrganizationAnswer) => void }) {
  const router = useRouter()
  const unsaved = useUnsaved()
  const [saved, setSaved] = useState(false)
  const [zone, setZone] = useState<Option>({ value: settings.timezone, label: settings.timezone.replaceAll('_', ' ') })
  const [currency, setCurrency] = useState(currencies.find(({ value }) => value === settings.currency) ?? { value: settings.currency, label: settings.currency })
  const [ip, setIp] = useState<(typeof ipChoices)[number]['value']>(settings.ip_storage)
  const [keep, setKeep] = useState<'ever' | 'days'>(settings.retention_days === null ? 'ever' : 'days')
  const [asking, setAsking] = useState<Question | null>(null)

  async function save(change: Change) {
    const next = await send(organizationAnswer, 'PATCH', '/api/app/organization', change)
    unsaved.onSaved()
    setSaved(true)
    onSaved(next)
    // Zone and currency are on every page.
    router.refresh()
  }
  const { busy, problem, props, field, input } = useForm(
    { name: required('Enter the name of your organization'), timezone: anything, currency: anything, retention_days: keep === 'days' ? isDays : anything, plan: anything },
    async ({ retention_days, ...rest }) => {
      const days = keep === 'days' ? Number(retention_days) : null
      const change = { ...rest, ip_storage: ip, retention_days: days }
      if (!keepsLess(settings.retention_days, days)) return save(change)
      setAsking({
        title: `Keep clicks for ${plural(days ?? 0, 'day')} only?`,
        sentence: 'Clicks that are older are deleted for good, today’s as soon as they are that old. This cannot be undone.',
        act: 'Save and delete older clicks',
        acting: 'Saving…',
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
      <Section id="organization" title="Organization" sentence="Its name stands in mails and in everybody’s menu.">
        <div className="space-y-4">
          <Field {...field('name')} label="Name">
            {(control) => <Input {...control} {...input('name')} defaultValue={settings.name} maxLength={100} autoComplete="organization" />}
          </Field>
          <Field {...field('plan')} label="Plan" help="Decides which of the APIs answer. An installation of your own begins on Business.">
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
      <Section id="days-and-money" title="Days and money" sentence="When a day begins and ends, and what amounts are told in.">
        <div className="space-y-4">
          <Field {...field('timezone')} label="Time zone" help="Each click belongs to the day that it was here.">
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
                placeholder="Choose a time zone"
                search="Search time zones"
              />
            )}
          </Field>
          {zone.value !== settings.timezone && (
            <Notice kind="warning">
              Clicks that are there keep the day they had in {settings.timezone.replaceAll('_', ' ')}. Those from now on get their day in {zone.label}, so that the day of the change may be longer or shorter than others.
            </Notice>
          )}
          <Field {...field('currency')} label="Currency" help="Totals of payouts and revenue are told in it.">
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
                placeholder="Choose a currency"
                search="Search currencies"
              />
            )}
          </Field>
          {currency.value !== settings.currency && <Notice kind="warning">Nothing is converted: offers and clicks keep the currency they have.</Notice>}
        </div>
      </Section>
      <Section id="visitors" title="Visitors’ data" sentence="How much of it is kept, and for how long. Changes count for clicks from now on; a shorter time also for those that are there.">
        <div className="space-y-4">
          <ChoiceList
            name="ip_storage"
            legend="IP addresses are kept"
            choices={ipChoices}
            value={ip}
            onChange={(next) => {
              setIp(next)
              typed()
            }}
          />
          <ChoiceList
            name="keep"
            legend="Clicks are kept"
            choices={keepChoices}
            value={keep}
            onChange={(next) => {
              setKeep(next)
              typed()
            }}
          />
          {keep === 'days' && (
            <Field {...field('retention_days')} label="Days" help="Counted from when the click came in.">
              {(control) => <Input {...control} {...input('retention_days')} inputMode="numeric" defaultValue={settings.retention_days ?? 365} className="sm:max-w-40" autoComplete="off" />}
            </Field>
          )}
        </div>
      </Section>
      <Submit place="page" busy={busy} doing="Saving…" said={saved && 'Saved.'}>
        Save the settings
      </Submit>
      <Confirm question={asking} onClose={() => setAsking(null)} />
      <Confirm question={unsaved.question} onClose={unsaved.onStay} />
    </form>
  )
}

/** What holds for everybody in the organization. */
export function OrganizationSettings({ first, zones, currencies }: { first: OrganizationAnswer; zones: readonly Option[]; currencies: readonly Option[] }) {
  const [settings, setSettings] = useState(first)
  return (
    <PageFrame title="Organization" sentence="What holds for everybody. Changes stand in the audit log.">
      <Settings settings={settings} zones={zones} currencies={currencies} onSaved={setSettings} />
    </PageFrame>
  )
}
