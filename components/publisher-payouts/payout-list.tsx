'use client'

import { useTranslations } from 'next-intl'
import { customPayoutsResource, type CustomPayoutAnswer } from '@/lib/api/v2/custom-payouts.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { ItemList } from '@/components/catalog/item-list'
import { StateChoice } from '@/components/catalog/state-choice'
import type { TermsOf } from '@/components/catalog/terms'
import { ExportButton } from '@/components/imports/export-button'
import { ImportButton } from '@/components/imports/import-button'
import { useViewer } from '@/components/shell/viewer'
import { payoutColumns } from './columns'
import type { PayoutValues } from './forms'
import { NewPayout, PayoutEditor, type PayoutFormState } from './payout-forms'

const { contracts } = customPayoutsResource

/** Custom payouts of a publisher or an offer. */
export function PayoutList({
  about,
  isEditable,
  canEdit = () => true,
  initial,
  renderSubject,
  filters,
  ...rest
}: TermsOf<CustomPayoutAnswer, PayoutFormState, Partial<PayoutValues>>) {
  const t = useTranslations('publishers.payouts')
  const prices = useTranslations('catalog.price')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const acts: RecordActs = {
    noun: 'customPayout',
    archive: (data) => call(contracts.bulkArchive, { body: { data } }),
    restore: (data) => call(contracts.bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => (act === 'restore' ? t('restoreWill', { count }) : t('archiveWill', { count })),
  }
  return (
    <ItemList
      {...rest}
      contracts={contracts}
      entity="customPayout"
      idParam="customPayoutID"
      columns={() => payoutColumns({ about, t, prices, states, timezone })}
      noun="customPayout"
      filters={
        <>
          <StateChoice states={['archived']} />
          {filters}
        </>
      }
      tools={
        <>
          <ExportButton contract={contracts.export} listing={rest.listing} />
          {isEditable && <ImportButton kind="customPayouts" />}
        </>
      }
      acts={isEditable ? acts : undefined}
      renderNew={isEditable && ((close) => <NewPayout initial={initial} renderSubject={renderSubject} close={close} />)}
    >
      {(payout, reload) => (
        <PayoutEditor
          key={payout.id}
          payout={payout}
          reload={reload}
          isEditable={isEditable && !payout.archived && canEdit(payout)}
          renderSubject={renderSubject}
        />
      )}
    </ItemList>
  )
}
