'use client'

import { useTranslations } from 'next-intl'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { call } from '@/components/api/call'
import { useAnswer } from '@/components/api/use-answer'
import { StateChoice } from '@/components/catalog/state-choice'
import type { RecordActs } from '@/components/catalog/acts'
import { ItemList } from '@/components/catalog/item-list'
import { useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import type { LandingPageAnswer } from './forms'
import { landingPageColumns } from './landing-page-columns'
import { EditLandingPage, NewLandingPage } from './landing-page-form'
import { landingShares } from './landing-shares'
import { landingPageListing, sharingQuestion } from './listing'
import { useOfferPart, type OfferPage } from './use-offer-part'

const { contracts } = offerLandingPagesResource

/** The landing pages of an offer, and how they share its clicks. */
export function LandingPages({
  countries,
  first,
  sharing: firstSharing,
  ...page
}: OfferPage<LandingPageAnswer> & {
  /** The pages that clicks can go to, whatever the list shows. */
  sharing: OfferPage<LandingPageAnswer>['first']
  countries: readonly Option[]
}) {
  const t = useTranslations('offerParts.landingPages')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const part = useOfferPart(page)
  const { data: sharing } = useAnswer({
    contract: contracts.list,
    params: part?.params ?? {},
    question: sharingQuestion,
    first: firstSharing,
    enabled: part !== null,
  })
  if (!part) return null
  const { params, isEditable } = part
  const isWhole = sharing && sharing.meta.total_count === sharing.data.length
  const acts: RecordActs = {
    noun: 'landingPage',
    archive: ([id = '']) => call(contracts.archive, { params: { ...params, offerLandingPageID: id } }),
    restore: ([id = '']) =>
      call(contracts.update, { params: { ...params, offerLandingPageID: id }, body: { archived: false } }),
    will: (act, count) => t(`acts.${act}`, { count }),
  }
  return (
    <ItemList
      contracts={contracts}
      params={params}
      entity="landingPage"
      idParam="offerLandingPageID"
      listing={landingPageListing}
      first={first}
      columns={() =>
        landingPageColumns({ timezone, t, states, shares: isWhole ? landingShares(sharing.data) : new Map() })
      }
      nameOf={({ name }) => name}
      noun="landingPage"
      words={t}
      search={t('search')}
      filters={<StateChoice states={['active', 'inactive', 'archived']} />}
      acts={isEditable ? acts : undefined}
      actsOnSeveral={false}
      renderNew={isEditable && ((close) => <NewLandingPage params={params} countries={countries} close={close} />)}
    >
      {(record, reload) => (
        <EditLandingPage
          key={record.id}
          page={record}
          reload={reload}
          params={params}
          isEditable={isEditable && !record.archived}
          countries={countries}
        />
      )}
    </ItemList>
  )
}
