'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { publishersResource, type PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import { ManagerChoice } from '@/components/catalog/manager-choice'
import { OptionChoice, ReferenceChoice } from '@/components/catalog/reference-choice'
import { RecordList, recordHref, type ListAnswer } from '@/components/catalog/record-list'
import { StateChoice } from '@/components/catalog/state-choice'
import { tagSource } from '@/components/catalog/tags-field'
import { ExportButton } from '@/components/imports/export-button'
import { ImportButton } from '@/components/imports/import-button'
import { publisherGroupSource } from '@/components/publisher-groups/source'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer, type Viewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import type { Option } from '@/components/ui/fitting'
import { Blank } from '@/components/ui/notice'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'
import { usePublisherActs } from './acts'
import { publisherColumns } from './columns'
import { publisherListing, publisherPath } from './listing'

const { list, export: exportContract } = publishersResource.contracts

function sentenceOf({ role, reachesAll }: Viewer): 'admin' | 'all' | 'assigned' {
  if (role === 'admin') return 'admin'
  return reachesAll ? 'all' : 'assigned'
}

/** The publishers that the viewer can see, with how much traffic each sends. */
export function Publishers({
  first,
  countries,
}: {
  first: First<ListAnswer<PublisherAnswer>>
  countries: readonly Option[]
}) {
  const t = useTranslations('publishers')
  const states = useTranslations('catalog.states')
  const { params } = useUrl()
  const viewer = useViewer()
  const createsAny = viewer.edits.publishers === 'all'
  const acts = usePublisherActs()
  const create = createsAny && (
    <Button variant="primary" asChild>
      <PageLink href={recordHref(publisherPath('new'), params)}>
        <Plus aria-hidden />
        {t('new')}
      </PageLink>
    </Button>
  )
  const countryName = (code: string) => countries.find(({ value }) => value === code)?.label ?? code
  return (
    <PageFrame
      fill
      title={t('title')}
      sentence={t(`sentence.${sentenceOf(viewer)}`)}
      actions={
        <>
          <ExportButton contract={exportContract} listing={publisherListing} />
          {createsAny && <ImportButton kind="publishers" />}
          {create}
        </>
      }
    >
      <RecordList
        contract={list}
        listing={publisherListing}
        first={first}
        dimension="publisher"
        columns={(figures) => publisherColumns({ params, timezone: viewer.timezone, t, states, countryName, figures })}
        pathOf={({ incremental_id: number }) => publisherPath(number)}
        words={{ label: t('table.label'), search: t('table.search') }}
        filters={
          <>
            <StateChoice states={['active', 'inactive', 'archived']} />
            {viewer.reachesAll && <ManagerChoice />}
            <OptionChoice
              parameter="home_country"
              label={t('table.country')}
              search={t('fields.searchCountries')}
              options={countries}
            />
            <ReferenceChoice
              parameter="group_id"
              label={t('table.group')}
              search={t('table.searchGroups')}
              source={publisherGroupSource}
            />
            <ReferenceChoice
              parameter="tag_id"
              label={t('table.tag')}
              search={t('table.searchTags')}
              source={tagSource}
            />
          </>
        }
        acts={acts}
        noun="publisher"
        empty={
          <Blank title={t('table.empty')} actions={create}>
            {createsAny ? t('table.emptyAdmin') : t('table.emptyManager')}
          </Blank>
        }
      />
    </PageFrame>
  )
}
