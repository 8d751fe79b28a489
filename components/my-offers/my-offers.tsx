'use client'

import { useTranslations } from 'next-intl'
import { publisherOffersResource, type MyOffer } from '@/lib/api/v2/publisher-offers.contract'
import type { First } from '@/components/api/use-answer'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import type { Option } from '@/components/ui/fitting'
import { Blank } from '@/components/ui/notice'
import { useUrl } from '@/components/url/use-url'
import { myOfferColumns } from './columns'
import { FirstLink } from './first-link'
import { myOfferListing, myOfferPath } from './listing'

const { list } = publisherOffersResource.contracts
const payoutTypes = ['CPA', 'CPS', 'CPAxCPS', 'CPC', 'CPM', 'PRV'] as const

/** The offers that the viewer's publisher can run or apply to, with what they pay and how they do. */
export function MyOffers({
  first,
  categories,
  countries,
  isNew,
}: {
  first: First<ListAnswer<MyOffer>>
  categories: readonly string[]
  /** From the server: browsers may have other names for some. */
  countries: readonly Option[]
  /** The publisher never had a click. */
  isNew: boolean
}) {
  const t = useTranslations('myOffers')
  const { params } = useUrl()
  const { timezone, organization } = useViewer()
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')}>
      {isNew && <FirstLink />}
      <RecordList
        contract={list}
        params={{ organizationID: organization.id }}
        listing={myOfferListing}
        first={first}
        dimension="offer"
        noun="offer"
        columns={(figures) => myOfferColumns({ params, timezone, t, figures })}
        pathOf={({ incremental_id: number }) => myOfferPath(number)}
        words={{ label: t('table.label'), search: t('table.search') }}
        filters={
          <>
            <Choice
              parameter="state"
              label={t('filters.access')}
              choices={[
                { value: '', name: t('filters.anyAccess') },
                ...(['can_run', 'waiting', 'can_apply'] as const).map((value) => ({
                  value,
                  name: t(`access.${value}`),
                })),
              ]}
            />
            <Choice
              parameter="allowed_country"
              label={t('filters.country')}
              choices={[
                { value: '', name: t('filters.anyCountry') },
                ...countries.map(({ value, label }) => ({ value, name: label })),
              ]}
            />
            <Choice
              parameter="payout_type"
              label={t('filters.payoutType')}
              choices={[
                { value: '', name: t('filters.anyPayoutType') },
                ...payoutTypes.map((value) => ({ value, name: t(`payoutTypes.${value}`) })),
              ]}
            />
            {categories.length > 0 && (
              <Choice
                parameter="category"
                label={t('filters.category')}
                choices={[
                  { value: '', name: t('filters.anyCategory') },
                  ...categories.map((value) => ({ value, name: value })),
                ]}
              />
            )}
          </>
        }
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
    </PageFrame>
  )
}
