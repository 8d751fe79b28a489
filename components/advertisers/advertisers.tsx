'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { advertisersResource, type AdvertiserAnswer } from '@/lib/api/v2/advertisers.contract'
import type { First } from '@/components/api/use-answer'
import { RecordList, recordHref, type ListAnswer } from '@/components/catalog/record-list'
import { ReferenceChoice } from '@/components/catalog/reference-choice'
import { managers, networks } from '@/components/catalog/sources'
import { StateChoice } from '@/components/catalog/state-choice'
import { tagSource } from '@/components/catalog/tags-field'
import { ExportButton } from '@/components/imports/export-button'
import { ImportButton } from '@/components/imports/import-button'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'
import { useAdvertiserActs } from './acts'
import { advertiserColumns } from './columns'
import { advertiserListing, advertiserPath } from './listing'

const { list, export: exportContract } = advertisersResource.contracts

/** The advertisers that the viewer can see, with how much traffic each gets. */
export function Advertisers({ first }: { first: First<ListAnswer<AdvertiserAnswer>> }) {
  const t = useTranslations('advertisers')
  const states = useTranslations('catalog.states')
  const pickers = useTranslations('catalog.pickers')
  const { params } = useUrl()
  const { timezone, edits, permissions } = useViewer()
  const createsAny = edits.advertisers === 'all'
  const acts = useAdvertiserActs()
  const create = createsAny && (
    <Button variant="primary" asChild>
      <PageLink href={recordHref(advertiserPath('new'), params)}>
        <Plus aria-hidden />
        {t('new')}
      </PageLink>
    </Button>
  )
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')} actions={create}>
      <RecordList
        contract={list}
        listing={advertiserListing}
        first={first}
        dimension="advertiser"
        columns={(figures) => advertiserColumns({ params, timezone, t, states, figures })}
        pathOf={({ incremental_id: number }) => advertiserPath(number)}
        words={{ label: t('table.label'), search: t('table.search') }}
        filters={
          <>
            <StateChoice states={['active', 'inactive', 'archived']} />
            <ReferenceChoice
              parameter="network_id"
              label={t('table.network')}
              source={networks}
              search={t('fields.searchNetworks')}
            />
            <ReferenceChoice
              parameter="tag_id"
              label={pickers('tags')}
              search={pickers('searchTags')}
              source={tagSource}
            />
            {permissions.includes('users:read') && (
              <ReferenceChoice
                parameter="manager_id"
                label={t('table.manager')}
                source={managers}
                search={t('fields.searchManagers')}
              />
            )}
          </>
        }
        tools={
          <>
            <ExportButton contract={exportContract} listing={advertiserListing} />
            {createsAny && <ImportButton kind="advertisers" />}
          </>
        }
        acts={acts}
        empty={
          <Blank title={t('table.empty')} actions={create}>
            {createsAny ? t('table.emptySentence') : t('table.emptyViewer')}
          </Blank>
        }
      />
    </PageFrame>
  )
}
