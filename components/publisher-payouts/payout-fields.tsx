'use client'

import { useTranslations } from 'next-intl'
import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { TextField } from '@/components/catalog/fields'
import { MoneyField } from '@/components/catalog/money-field'
import type { useForm } from '@/components/forms/use-form'
import { OfferField, offerOption, useOfferChoice } from '@/components/publishers/offer-picker'
import { Field, Select } from '@/components/ui/field'
import type { PayoutValues } from './forms'
import { priceTypes, usedBy } from './price'

/** What useForm and useRecordForm have in common. */
export type PayoutFormState = Pick<
  ReturnType<typeof useForm<PayoutValues, object>>,
  'field' | 'input' | 'value' | 'set'
>

/** A type, and the amounts that it uses. */
function Side({ form, side, currency }: { form: PayoutFormState; side: 'payout' | 'revenue'; currency: string }) {
  const t = useTranslations('publishers.payouts')
  const kinds = useTranslations('publishers.payouts.types')
  const [typeName, percentName] = [`${side}_type`, `${side}_percent`] as const
  const type = form.value(typeName)
  const { amount, percent } = usedBy(type)

  function choose(next: string) {
    const chosen = priceTypes[side].find((one) => one === next)
    if (chosen === undefined) return
    form.set(typeName, chosen)
    // An amount that the type doesn't use has to be 0.
    if (!usedBy(chosen).amount) form.set(side, '0')
    if (!usedBy(chosen).percent) form.set(percentName, '0')
  }
  return (
    <>
      <Field {...form.field(typeName)} label={t(`${side}Type`)}>
        {(control) => (
          <Select {...control} value={type} onChange={({ target }) => choose(target.value)}>
            {priceTypes[side].map((one) => (
              <option key={one} value={one}>
                {kinds(one)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {amount && (
        <MoneyField
          amount={{ field: form.field(side), input: form.input(side) }}
          currency={currency}
          label={t(`${side}Amount`)}
        />
      )}
      {percent && (
        <TextField
          form={form}
          name={percentName}
          label={t(`${side}Percent`)}
          help={t(type === 'PRV' ? 'percentOfRevenue' : 'percentOfSale')}
          inputMode="decimal"
          className="tabular-nums"
        />
      )}
    </>
  )
}

/** What a publisher is paid for an offer or one of its events, and what that earns. */
export function PayoutFields({
  form,
  publisherID,
  payout,
}: {
  form: PayoutFormState
  publisherID: string
  payout: CustomPayoutAnswer | null
}) {
  const t = useTranslations('publishers.payouts')
  const chosen = form.value('offer_incremental_id')
  const offer = useOfferChoice(publisherID, chosen)
  const events = offer?.events ?? (payout?.event ? [payout.event] : [])
  return (
    <>
      <OfferField
        publisherID={publisherID}
        field={form.field('offer_incremental_id')}
        value={chosen}
        onChange={(id) => {
          form.set('offer_incremental_id', id)
          form.set('event_incremental_id', '')
        }}
        known={payout && offerOption(payout.offer)}
      />
      {events.length > 0 && (
        <Field {...form.field('event_incremental_id')} label={t('event')} help={t('eventHelp')}>
          {(control) => (
            <Select
              {...control}
              value={form.value('event_incremental_id')}
              onChange={({ target }) => form.set('event_incremental_id', target.value)}
            >
              <option value="">{t('wholeOffer')}</option>
              {events.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Side form={form} side="payout" currency={offer?.currency ?? payout?.currency ?? ''} />
      <Side form={form} side="revenue" currency={offer?.currency ?? payout?.currency ?? ''} />
    </>
  )
}
