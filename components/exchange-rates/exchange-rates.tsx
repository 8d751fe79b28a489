'use client'

import { useTranslations } from 'next-intl'
import { exchangeRatesResource, type ExchangeRateAnswer } from '@/lib/api/v2/exchange-rates.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { ExportButton } from '@/components/imports/export-button'
import { ImportButton } from '@/components/imports/import-button'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import { Blank } from '@/components/ui/notice'
import { exchangeRateColumns, pairOf } from './columns'
import { exchangeRateListing } from './listing'
import { MissingRates } from './missing-rates'
import { ExchangeRateEditor, NewExchangeRate } from './rate-forms'

const { list, read, bulkStatus, bulkArchive, export: exportContract } = exchangeRatesResource.contracts

/** The rates that conversions in other currencies than their offer's are converted by. */
export function ExchangeRates({
  currencies,
  first,
}: {
  currencies: readonly Option[]
  first: First<ListAnswer<ExchangeRateAnswer>>
}) {
  const t = useTranslations('exchangeRates')
  const { timezone } = useViewer()
  const acts: RecordActs = {
    noun: 'exchangeRate',
    archive: (data) => call(bulkArchive, { body: { data } }),
    restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => t(act === 'restore' ? 'acts.restore' : 'acts.archive', { count }),
  }
  const actions = (
    <>
      <ExportButton contract={exportContract} listing={exchangeRateListing} />
      <ImportButton kind="exchangeRates" />
      <NewItemButton>{t('new')}</NewItemButton>
    </>
  )
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')} actions={actions}>
      <MissingRates />
      <RecordList
        contract={list}
        listing={exchangeRateListing}
        first={first}
        columns={() => exchangeRateColumns(t, timezone)}
        nameOf={pairOf}
        noun="exchangeRate"
        words={{ label: t('title'), search: t('table.search') }}
        filters={<StateChoice states={['archived']} />}
        acts={acts}
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="exchangeRate"
        paramsOf={(exchangeRateID) => ({ exchangeRateID })}
        title={t('titleOne')}
        nameOf={pairOf}
        acts={acts}
      >
        {(rate, reload) => <ExchangeRateEditor key={rate.id} rate={rate} reload={reload} currencies={currencies} />}
      </RecordSheet>
      <NewItem title={t('new')} description={t('newSentence')}>
        {(close) => <NewExchangeRate currencies={currencies} close={close} />}
      </NewItem>
    </PageFrame>
  )
}
