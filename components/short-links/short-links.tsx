'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { listLinkRows, type LinkChoices, type LinkRow } from '@/lib/api/app/links.contract'
import { shortLinksResource } from '@/lib/api/v2/links.contract'
import type { First } from '@/components/api/use-answer'
import { canEditSomeLinks } from '@/components/campaigns/acts'
import { ActButtons } from '@/components/catalog/bulk-acts'
import { OptionChoice, ReferenceChoice } from '@/components/catalog/reference-choice'
import { RecordList, recordHref, type ListAnswer } from '@/components/catalog/record-list'
import { publishers } from '@/components/catalog/sources'
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
import { useLinkActs } from './acts'
import { MoreActs } from './bulk'
import { useLinkColumns } from './columns'
import { linkListing, linkPath } from './listing'
import { withoutScheme } from './short-link'

/** Short links: searched, filtered, and changed several at a time. */
export function ShortLinks({ first, choices }: { first: First<ListAnswer<LinkRow>>; choices: LinkChoices }) {
  const t = useTranslations('shortLinks')
  const { params } = useUrl()
  const viewer = useViewer()
  const columns = useLinkColumns()
  const acts = useLinkActs()
  const canEdit = canEditSomeLinks(viewer)
  const create = canEdit && (
    <Button variant="primary" asChild>
      <PageLink href={recordHref(linkPath('new'), params)}>
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
          <ExportButton contract={shortLinksResource.contracts.export} listing={linkListing} />
          {canEdit && <ImportButton kind="shortLinks" />}
          {create}
        </>
      }
    >
      <RecordList
        contract={listLinkRows}
        listing={linkListing}
        first={first}
        columns={() => columns}
        pathOf={({ id }) => linkPath(id)}
        nameOf={({ short_link: link }) => withoutScheme(link)}
        noun="link"
        words={{ label: t('title'), search: t('table.search') }}
        filters={
          <>
            <StateChoice states={['archived']} />
            {choices.domains.length > 1 && (
              <OptionChoice
                parameter="host"
                label={t('table.domain')}
                search={t('table.searchDomains')}
                options={choices.domains.map(({ host }) => ({ value: host, label: host }))}
              />
            )}
            {choices.folders.length > 0 && (
              <OptionChoice
                parameter="folder_id"
                label={t('table.folder')}
                search={t('table.searchFolders')}
                options={choices.folders.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {viewer.publisher === null && (
              <ReferenceChoice
                parameter="tag_id"
                label={t('table.tag')}
                search={t('table.searchTags')}
                source={tagSource}
              />
            )}
            {viewer.seesMany && (
              <ReferenceChoice
                parameter="publisher_id"
                label={t('table.publisher')}
                search={t('table.searchPublishers')}
                source={publishers}
              />
            )}
          </>
        }
        renderActs={
          canEdit
            ? (rows, onDone) => (
                <>
                  <ActButtons
                    acts={acts}
                    records={rows.map((row) => ({ ...row, name: withoutScheme(row.short_link) }))}
                    onDone={onDone}
                  />
                  <MoreActs rows={rows} choices={choices} onDone={onDone} />
                </>
              )
            : undefined
        }
        empty={
          <Blank title={t('table.empty')} actions={create}>
            {t('table.emptySentence')}
          </Blank>
        }
      />
    </PageFrame>
  )
}
