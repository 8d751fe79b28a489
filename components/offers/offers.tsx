'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { payoutTypes, visibilities } from '@/lib/api/v2/offer-options'
import { allOffersResource, type OfferAnswer } from '@/lib/api/v2/offers.contract'
import type { First } from '@/components/api/use-answer'
import { RecordList, recordHref, type ListAnswer } from '@/components/catalog/record-list'
import { ReferenceChoice } from '@/components/catalog/reference-choice'
import { StateChoice } from '@/components/catalog/state-choice'
import { tagSource } from '@/components/catalog/tags-field'
import { ExportButton } from '@/components/imports/export-button'
import { ImportButton } from '@/components/imports/import-button'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'
import { useOfferActs } from './acts'
import { offerColumns } from './columns'
import { offerListing, offerPath } from './listing'
import { advertisers, categories, integrations } from './sources'

const { list, export: exportContract } = allOffersResource.contracts

function Filters({ hasIntegrations }: { hasIntegrations: boolean }) {
  const t = useTranslations('offers.filters')
  const names = useTranslations('offers.visibilities')
  const fields = useTranslations('offers.fields')
  const pickers = useTranslations('catalog.pickers')
  return (
    <>
      <StateChoice states={['active', 'inactive', 'archived']} />
      <ReferenceChoice
        parameter="advertiser_id"
        label={t('advertiser')}
        source={advertisers}
        search={fields('searchAdvertisers')}
      />
      <Choice
        parameter="visibility"
        label={t('visibility')}
        choices={[
          { value: '', name: t('anyVisibility') },
          ...visibilities.map((value) => ({ value, name: names(value) })),
        ]}
      />
      <Choice
        parameter="payout_type"
        label={t('payoutType')}
        choices={[{ value: '', name: t('anyPayoutType') }, ...payoutTypes.map((value) => ({ value, name: value }))]}
      />
      <ReferenceChoice
        parameter="category"
        label={t('category')}
        source={categories}
        search={t('searchCategories')}
        isName
      />
      <ReferenceChoice parameter="tag_id" label={t('tag')} source={tagSource} search={pickers('searchTags')} />
      {hasIntegrations && (
        <ReferenceChoice
          parameter="integration_id"
          label={t('integration')}
          source={integrations}
          search={fields('searchIntegrations')}
        />
      )}
    </>
  )
}

/** The offers that the viewer can see, with how much traffic each gets. */
export function Offers({
  first,
  integrations: known,
}: {
  first: First<ListAnswer<OfferAnswer>>
  /** IDs of integrations. With more than one, it's worth filtering by them. */
  integrations: readonly string[]
}) {
  const t = useTranslations('offers')
  const states = useTranslations('catalog.states')
  const { params } = useUrl()
  const { timezone, permissions, edits } = useViewer()
  const acts = useOfferActs()
  const canCreate =
    permissions.includes('catalog:manage') && (edits.advertisers === 'all' || edits.advertisers.length > 0)
  const create = canCreate && (
    <Button variant="primary" asChild>
      <PageLink href={recordHref(offerPath('new'), params)}>
        <Plus aria-hidden />
        {t('new')}
      </PageLink>
    </Button>
  )
  // Files don't say which integration their offers are of.
  const integrationID = params.get('integration_id') ?? (known.length === 1 ? known[0] : undefined)
  return (
    <PageFrame
      fill
      title={t('title')}
      sentence={t('sentence')}
      actions={
        <>
          <ExportButton contract={exportContract} listing={offerListing} />
          {canCreate && integrationID !== undefined && (
            <ImportButton key={integrationID} kind="offers" params={{ integrationID }} />
          )}
          {create}
        </>
      }
    >
      <RecordList
        contract={list}
        listing={offerListing}
        first={first}
        dimension="offer"
        columns={(figures) => offerColumns({ params, timezone, t, states, figures })}
        pathOf={({ incremental_id: number }) => offerPath(number)}
        words={{ label: t('table.label'), search: t('table.search') }}
        filters={<Filters hasIntegrations={known.length > 1} />}
        acts={acts}
        empty={
          <Blank title={t('table.empty')} actions={create}>
            {canCreate ? t('table.emptySentence') : t('table.emptyViewer')}
          </Blank>
        }
      />
    </PageFrame>
  )
}
