'use client'

import { useTranslations } from 'next-intl'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { call } from '@/components/api/call'
import { useAnswer } from '@/components/api/use-answer'
import { RecordList } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { TabIntro } from '@/components/catalog/tab-intro'
import type { RecordActs } from '@/components/catalog/acts'
import { useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import { Blank } from '@/components/ui/notice'
import type { LandingPageAnswer } from './forms'
import { landingPageColumns } from './landing-page-columns'
import { EditLandingPage, NewLandingPage } from './landing-page-form'
import { landingShares } from './landing-shares'
import { landingPageListing, sharingQuestion } from './listing'
import { useOfferPart, type OfferPage } from './use-offer-part'

const { list, read, update, archive } = offerLandingPagesResource.contracts

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
    contract: list,
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
    archive: ([id = '']) => call(archive, { params: { ...params, offerLandingPageID: id } }),
    restore: (ids) =>
      Promise.all(
        ids.map((id) => call(update, { params: { ...params, offerLandingPageID: id }, body: { archived: false } })),
      ),
    will: (act, count) => t(`acts.${act}`, { count }),
  }
  const create = isEditable && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <>
      <TabIntro sentence={t('sentence')} action={create} />
      <RecordList
        contract={list}
        params={params}
        listing={landingPageListing}
        first={first}
        columns={() =>
          landingPageColumns({ timezone, t, states, shares: isWhole ? landingShares(sharing.data) : new Map() })
        }
        noun="landingPage"
        words={{ label: t('title'), search: t('search') }}
        filters={<StateChoice states={['active', 'inactive', 'archived']} />}
        empty={
          <Blank title={t('empty')} actions={create}>
            {t('emptySentence')}
          </Blank>
        }
      />
      <RecordSheet
        read={read}
        list={list}
        entity="landingPage"
        paramsOf={(id) => ({ ...params, offerLandingPageID: id })}
        title={t('one')}
        nameOf={({ name }) => name}
        acts={isEditable ? acts : undefined}
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
      </RecordSheet>
      {isEditable && (
        <NewItem title={t('new')}>
          {(close) => <NewLandingPage params={params} countries={countries} close={close} />}
        </NewItem>
      )}
    </>
  )
}
