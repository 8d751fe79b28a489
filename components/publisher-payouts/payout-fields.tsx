'use client'

import { useTranslations } from 'next-intl'
import type { CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { PriceFields } from '@/components/catalog/price-fields'
import { customPriceTypes } from '@/components/catalog/price-text'
import { OfferField, offerOption, useOfferChoice } from '@/components/publishers/offer-picker'
import { Field, Select } from '@/components/ui/field'
import type { PayoutFormState } from './payout-forms'

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
      <PriceFields form={form} types={customPriceTypes} currency={offer?.currency ?? payout?.currency ?? ''} />
    </>
  )
}
