'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { capsResource, type CapAnswer } from '@/lib/api/v2/caps.contract'
import { call } from '@/components/api/call'
import { FieldPair, OptionField, TextField, type TextForm } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { Fact, Facts } from '@/components/clicks/facts'
import { DialogForm } from '@/components/forms/form'
import { useViewer } from '@/components/shell/viewer'
import { ChoiceList } from '@/components/ui/choice-list'
import { Checkbox, Field, Select } from '@/components/ui/field'
import { zoneName } from '@/components/ui/format'
import { CapUse, isCounted, paceText, ResetsIn } from './cap-pacing'
import { capScope, countedText } from './cap-words'
import { capForm, capValues, newCapForm } from './forms'
import { PublisherField } from './publisher-field'
import { useCreateForm } from '@/components/catalog/use-create-form'
import type { OfferPart } from './use-offer-part'

const { contracts, fields } = capsResource

/** The parts of useForm and useRecordForm that the fields need. */
type FormState = TextForm<'limit'> & {
  check: (name: 'active') => Omit<ComponentProps<typeof Checkbox>, 'label'>
  choice: (
    name: 'action',
  ) => Pick<ComponentProps<typeof ChoiceList<string>>, 'name' | 'id' | 'error' | 'value' | 'onChange'>
}
type Props = { params: OfferPart['params']; currency: string }

/** What can be changed later, too. */
function Fields({ form, metric, currency }: { form: FormState; metric: string; currency: string }) {
  const t = useTranslations('offerParts.caps')
  const isMoney = metric === 'Payout' || metric === 'Revenue'
  return (
    <>
      <TextField
        form={form}
        name="limit"
        label={isMoney ? t('fields.limitIn', { currency }) : t('fields.limit')}
        help={t('fields.limitHelp')}
        inputMode="decimal"
      />
      <ChoiceList
        {...form.choice('action')}
        legend={t('fields.action')}
        choices={fields.action.type.options.map((value) => ({
          value,
          label: t(`actions.${value}`),
          sentence: t(`actionSentences.${value}`),
        }))}
      />
      <Checkbox {...form.check('active')} label={t('fields.active')} help={t('fields.activeHelp')} />
    </>
  )
}

/** The form that creates a cap. */
export function NewCap({ params, currency, zones, close }: Props & { zones: readonly string[]; close: () => void }) {
  const t = useTranslations('offerParts.caps')
  const { organization } = useViewer()
  const form = useCreateForm({
    form: newCapForm,
    empty: { limit: t('fields.limitMissing') },
    list: contracts.list,
    create: (body) => call(contracts.create, { params, body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <FieldPair>
        <Field {...form.field('metric')} label={t('fields.metric')}>
          {(control) => (
            <Select {...control} {...form.input('metric')}>
              {fields.metric.type.options.map((metric) => (
                <option key={metric} value={metric}>
                  {t(`metrics.${metric}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field {...form.field('period')} label={t('fields.period')}>
          {(control) => (
            <Select {...control} {...form.input('period')}>
              {fields.period.type.options.map((period) => (
                <option key={period} value={period}>
                  {t(`periods.${period}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </FieldPair>
      {form.value('period') !== 'Total' && (
        <OptionField
          field={form.field('timezone')}
          label={t('fields.timezone')}
          help={t('fields.timezoneHelp')}
          options={zones.map((zone) => ({ value: zone, label: zone }))}
          none={t('fields.organizationZone', { zone: zoneName(organization.timezone) })}
          value={form.value('timezone')}
          onChange={(zone) => form.set('timezone', zone)}
          search={t('fields.searchZones')}
        />
      )}
      <PublisherField form={form} all={t('everyone')} help={t('fields.publisherHelp')} />
      {form.value('publisher_incremental_id') !== '' && (
        <TextField form={form} name="sub_id" label={t('fields.subId')} help={t('fields.subIdHelp')} />
      )}
      <Fields form={form} metric={form.value('metric')} currency={currency} />
    </DialogForm>
  )
}

/** What a cap counts, and the form that edits the rest. */
export function EditCap({
  cap,
  reload,
  params,
  currency,
  isEditable,
}: Props & { cap: CapAnswer; reload: () => Promise<CapAnswer>; isEditable: boolean }) {
  const t = useTranslations('offerParts.caps')
  const { organization, timezone } = useViewer()
  const form = useRecordForm({
    form: capForm,
    record: cap,
    valuesOf: capValues,
    empty: { limit: t('fields.limitMissing') },
    send: (body, ifMatch) => call(contracts.update, { params: { ...params, capID: cap.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    limit: t('fields.limit'),
    action: t('fields.action'),
    active: t('fields.active'),
  }
  const zone = cap.timezone ?? organization.timezone
  return (
    <>
      <Facts title={t('counts')}>
        <Fact name={t('fields.metric')}>{t(`metrics.${cap.metric}`)}</Fact>
        <Fact name={t('columns.scope')}>{capScope(cap, t)}</Fact>
        <Fact name={t('fields.period')}>
          {cap.period === 'Total'
            ? t('periods.Total')
            : t('periodIn', { period: t(`periods.${cap.period}`), zone: zoneName(zone) })}
        </Fact>
      </Facts>
      {isCounted(cap) && (
        <Facts title={t('now')}>
          <Fact name={t('columns.used')}>
            <CapUse cap={cap} currency={currency} t={t} />
          </Fact>
          <Fact name={t('columns.remaining')}>{countedText(cap.metric, cap.remaining, currency, t)}</Fact>
          <Fact name={t('columns.pace')}>{paceText(cap, t)}</Fact>
          <Fact name={t('columns.resets')}>
            {cap.resets_at && <ResetsIn at={cap.resets_at} timezone={timezone} t={t} />}
          </Fact>
        </Facts>
      )}
      <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
        <Fields form={form} metric={cap.metric} currency={currency} />
      </SheetForm>
    </>
  )
}
