'use client'

import { useTranslations } from 'next-intl'
import { listCustomerRows, type CustomerRow } from '@/lib/api/app/customers.contract'
import type { First } from '@/components/api/use-answer'
import { OptionChoice, ReferenceChoice } from '@/components/catalog/reference-choice'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { publishers } from '@/components/catalog/sources'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import { Blank } from '@/components/ui/notice'
import { useCustomerColumns } from './columns'
import { CustomerSheet } from './customer-sheet'
import { customerListing } from './listing'
import { customerName } from './name'

/** The customers that the viewer can see, with a sheet for the journey of one. */
export function Customers({
  first,
  countries,
}: {
  first: First<ListAnswer<CustomerRow>>
  countries: readonly Option[]
}) {
  const t = useTranslations('customers')
  const { seesMany, publisher } = useViewer()
  const columns = useCustomerColumns()
  return (
    <PageFrame fill title={t('title')} sentence={t(publisher === null ? 'sentence' : 'sentenceOwn')}>
      <RecordList
        contract={listCustomerRows}
        listing={customerListing}
        first={first}
        columns={() => columns}
        nameOf={customerName}
        noun="customer"
        words={{ label: t('title'), search: t('table.search') }}
        filters={
          <>
            {seesMany && (
              <ReferenceChoice
                parameter="publisher_id"
                label={t('table.publisher')}
                search={t('table.searchPublishers')}
                source={publishers}
              />
            )}
            <OptionChoice
              parameter="home_country"
              label={t('table.country')}
              search={t('table.searchCountries')}
              options={countries}
            />
          </>
        }
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
      <CustomerSheet countries={countries} />
    </PageFrame>
  )
}
