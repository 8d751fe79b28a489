'use client'

import { useTranslations } from 'next-intl'
import type { listLinkTests, LinkTestAnswer } from '@/lib/api/v2/link-tests.contract'
import { linkTestReasons, linkTestStatuses } from '@/lib/link-tests/reasons'
import { useAnswer, type First } from '@/components/api/use-answer'
import type { ListAnswer } from '@/components/catalog/record-list'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { loadingPaging, numberedPaging } from '@/components/tables/paging-bar'
import { TableCard } from '@/components/tables/table-card'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { pageOf, withParams, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { linkTestColumns } from './columns'
import { LinkTestSheet } from './link-test-sheet'
import { defaultLinkTestSort, linkTestFilterKeys, logQuestion } from './question'

const noFilters = Object.fromEntries(linkTestFilterKeys.map((name) => [name, null]))

/** Every test of an offer, newest first. */
export function LinkTestLog({
  offer,
  pages,
  first,
  contract,
}: {
  offer: number
  pages: readonly { incremental_id: number; name: string }[]
  first: First<ListAnswer<LinkTestAnswer>> | undefined
  contract: typeof listLinkTests
}) {
  const t = useTranslations('linkTests')
  const { params, go } = useUrl()
  const { timezone } = useViewer()
  const asked = logQuestion(offer, params)
  const answer = useAnswer({ contract, question: asked, first })
  const { data } = answer
  const rows = data?.data
  const isFiltered = linkTestFilterKeys.some((name) => params.has(name))
  const paged = data && {
    ...pageOf(params),
    shown: data.data.length,
    totalCount: data.meta.total_count,
    totalPages: data.meta.total_page,
  }
  const clear = isFiltered && (
    <Button asChild>
      <UrlLink to={withQuestion(params, noFilters)}>{t('log.clear')}</UrlLink>
    </Button>
  )
  return (
    <>
      <TableCard
        label={t('log.title')}
        question={asked}
        answer={{ ...answer, data: rows && { rows } }}
        columns={linkTestColumns(params, timezone, t)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => go(withParams(params, { item: id }))}
        isOpen={({ id }) => id === params.get('item')}
        toolbar={
          <>
            <Choice
              parameter="tested"
              label={t('log.page')}
              choices={[
                { value: '', name: t('log.allPages') },
                ...pages.map(({ incremental_id: number, name }) => ({ value: String(number), name })),
              ]}
            />
            <Choice
              parameter="result"
              label={t('log.result')}
              choices={[
                { value: '', name: t('log.allResults') },
                ...linkTestStatuses.map((status) => ({ value: status, name: t(`statuses.${status}`) })),
              ]}
            />
            <Choice
              parameter="why"
              label={t('log.reason')}
              choices={[
                { value: '', name: t('log.allReasons') },
                ...linkTestReasons.map((reason) => ({ value: reason, name: t(`reasons.${reason}`) })),
              ]}
            />
            {clear}
          </>
        }
        paging={paged ? numberedPaging(params, paged, 'linkTest') : loadingPaging}
        isPastEnd={paged !== undefined && paged.totalCount > 0 && paged.shown === 0}
        defaultSort={defaultLinkTestSort}
        empty={
          <Blank title={isFiltered ? t('log.noMatch') : t('log.empty')} actions={clear}>
            {isFiltered ? t('log.noMatchSentence') : t('log.emptySentence')}
          </Blank>
        }
      />
      <LinkTestSheet rows={rows} />
    </>
  )
}
