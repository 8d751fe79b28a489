'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { networksResource, type NetworkAnswer } from '@/lib/api/v2/networks.contract'
import type { First } from '@/components/api/use-answer'
import { RecordList, recordHref, type ListAnswer } from '@/components/catalog/record-list'
import { StateChoice } from '@/components/catalog/state-choice'
import { ExportButton } from '@/components/imports/export-button'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'
import { useNetworkActs } from './acts'
import { networkColumns } from './columns'
import { networkListing, networkPath } from './listing'

const { list, export: exportContract } = networksResource.contracts

/** The networks that advertisers are joined through, with how much traffic each brings. */
export function Networks({ first }: { first: First<ListAnswer<NetworkAnswer>> }) {
  const t = useTranslations('networks')
  const states = useTranslations('catalog.states')
  const { params } = useUrl()
  const { timezone, edits } = useViewer()
  // Networks belong to no one, so changing them takes access to all advertisers.
  const createsAny = edits.advertisers === 'all'
  const acts = useNetworkActs()
  const create = createsAny && (
    <Button variant="primary" asChild>
      <PageLink href={recordHref(networkPath('new'), params)}>
        <Plus aria-hidden />
        {t('new')}
      </PageLink>
    </Button>
  )
  return (
    <PageFrame
      fill
      title={t('title')}
      sentence={t('sentence')}
      actions={
        <>
          <ExportButton contract={exportContract} listing={networkListing} />
          {create}
        </>
      }
    >
      <RecordList
        contract={list}
        listing={networkListing}
        first={first}
        dimension="network"
        columns={(figures) => networkColumns({ params, timezone, t, states, figures })}
        pathOf={({ incremental_id: number }) => networkPath(number)}
        words={{ label: t('table.label'), search: t('table.search') }}
        filters={<StateChoice states={['archived']} />}
        acts={acts}
        empty={
          <Blank title={t('table.empty')} actions={create}>
            {t('table.emptySentence')}
          </Blank>
        }
      />
    </PageFrame>
  )
}
