'use client'

import { useTranslations } from 'next-intl'
import { fraudFilterGroupsResource } from '@/lib/api/v2/fraud-filter-groups.contract'
import { offerEventsResource } from '@/lib/api/v2/offer-events.contract'
import { call } from '@/components/api/call'
import { FoundChipsField } from '@/components/catalog/found-chips-field'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { PriceFields, usePriceNames } from '@/components/catalog/price-fields'
import { priceTypes } from '@/components/catalog/price-text'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useRecordForm } from '@/components/catalog/use-record-form'
import type { Source } from '@/components/catalog/use-found'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { Checkbox } from '@/components/ui/field'
import { eventForm, eventValues, newEventForm, type OfferEventAnswer } from './forms'
import { useCreateForm } from '@/components/catalog/use-create-form'
import type { OfferPart } from './use-offer-part'

const { contracts } = offerEventsResource

type Values = ReturnType<typeof eventValues>
type FormState = Pick<ReturnType<typeof useForm<Values, object>>, 'field' | 'input' | 'check' | 'value' | 'set'>
type Props = { params: OfferPart['params']; currency: string }

const fraudFilterGroups: Source<{ id: string; name: string }> = {
  contract: fraudFilterGroupsResource.contracts.list,
  asks: { sort: 'name' },
  option: ({ id, name }) => ({ value: id, label: name }),
}

function Fields({ form, event, currency }: { form: FormState; event: OfferEventAnswer | null; currency: string }) {
  const t = useTranslations('offerParts.events.fields')
  return (
    <>
      <TextField form={form} name="name" label={t('name')} help={t('nameHelp')} />
      <PriceFields form={form} types={priceTypes} currency={currency} />
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={2000}
        label={t('description')}
        rows={2}
      />
      <Checkbox {...form.check('allow_multiple_events')} label={t('multiple')} help={t('multipleHelp')} />
      <Checkbox {...form.check('manually_approve_events')} label={t('manual')} help={t('manualHelp')} />
      <FoundChipsField
        field={form.field('fraud_filter_group_ids')}
        label={t('fraud')}
        help={t('fraudHelp')}
        value={form.value('fraud_filter_group_ids')}
        onChange={(value) => form.set('fraud_filter_group_ids', value)}
        source={fraudFilterGroups}
        known={(event?.fraud_filter_groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        words={{ add: t('addFraud'), search: t('searchFraud') }}
      />
      <Checkbox {...form.check('active')} label={t('active')} help={t('activeHelp')} />
    </>
  )
}

/** What people call a field of the form, given its name in the API. */
function useFieldName(): (field: string) => string {
  const t = useTranslations('offerParts.events.fields')
  const price = usePriceNames()
  const names: Readonly<Record<string, string>> = {
    ...price,
    name: t('name'),
    description: t('description'),
    allow_multiple_events: t('multiple'),
    manually_approve_events: t('manual'),
    fraud_filter_group_ids: t('fraud'),
    active: t('active'),
  }
  return (field) => names[field] ?? field
}

/** The form that creates an event. */
export function NewEvent({ params, currency, close }: Props & { close: () => void }) {
  const t = useTranslations('offerParts.events')
  const form = useCreateForm({
    form: newEventForm,
    empty: { name: t('fields.nameMissing') },
    list: contracts.list,
    create: (body) => call(contracts.create, { params, body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <Fields form={form} event={null} currency={currency} />
    </DialogForm>
  )
}

/** The form that edits an event. */
export function EditEvent({
  event,
  reload,
  params,
  currency,
  isEditable,
}: Props & { event: OfferEventAnswer; reload: () => Promise<OfferEventAnswer>; isEditable: boolean }) {
  const t = useTranslations('offerParts.events')
  const nameOf = useFieldName()
  const form = useRecordForm({
    form: eventForm,
    record: event,
    valuesOf: eventValues,
    empty: { name: t('fields.nameMissing') },
    send: (body, ifMatch) =>
      call(contracts.update, { params: { ...params, offerEventID: event.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <SheetForm form={form} nameOf={nameOf} isEditable={isEditable}>
      <Fields form={form} event={event} currency={currency} />
    </SheetForm>
  )
}
