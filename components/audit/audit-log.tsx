'use client'

import { Download, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { auditActions, auditEntities } from '@/lib/identity/audit-names'
import { listAudit, type AuditAnswer } from '@/lib/api/app/audit.contract'
import { zoneName } from '@/components/ui/format'
import { PageFrame } from '@/components/shell/page-frame'
import { Choice } from '@/components/tables/choice'
import { loadingPaging, numberedPaging } from '@/components/tables/paging-bar'
import { SearchField } from '@/components/tables/search-field'
import { TableCard } from '@/components/tables/table-card'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { pageOf, withParams, withQuestion } from '@/components/url/url-state'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { auditColumns } from './audit-columns'
import { EntrySheet } from './entry-sheet'
import { auditQuestion, defaultAuditSort, exportPath } from './question'

const filters = ['q', 'who', 'entity', 'action'] as const

function NoEntries() {
  const t = useTranslations('audit.table')
  const { params } = useUrl()
  const isFiltered = filters.some((name) => params.has(name))
  return (
    <Blank
      title={isFiltered ? t('noMatch') : t('empty')}
      actions={
        <>
          {isFiltered && (
            <Button asChild>
              <UrlLink to={withQuestion(params, Object.fromEntries(filters.map((name) => [name, null])))}>
                {t('clear')}
              </UrlLink>
            </Button>
          )}
          <Button asChild>
            <UrlLink to={withQuestion(params, { from: null, to: null, range: '90d' })}>{t('longer')}</UrlLink>
          </Button>
        </>
      }
    >
      {isFiltered ? t('noMatchSentence') : t('emptySentence')}
    </Blank>
  )
}

const muted = (chunks: ReactNode) => <span className="text-muted">{chunks}</span>

/** The filter by user. Clicking it removes the filter. */
function WhoChip() {
  const t = useTranslations('audit.table')
  const { params } = useUrl()
  const who = params.get('who')
  if (who === null) return null
  return (
    <Button asChild>
      <UrlLink
        to={withQuestion(params, { who: null })}
        aria-label={t('removeBy', { email: who })}
        className="max-w-full"
      >
        <span className="min-w-0 truncate">{t.rich('by', { email: who, muted })}</span>
        <X className="text-muted" aria-hidden />
      </UrlLink>
    </Button>
  )
}

/** The organization's audit log. */
export function AuditLog({ first }: { first: First<AuditAnswer> }) {
  const t = useTranslations('audit')
  const { params, go } = useUrl()
  const { timezone } = useViewer()
  const asked = auditQuestion(params)
  const answer = useAnswer({ contract: listAudit, question: asked, first })
  const { data } = answer
  const rows = data?.data
  const entities = [
    { value: '', name: t('table.allTypes') },
    ...auditEntities.map((entity) => ({ value: entity, name: t(`entities.${entity}`) })),
  ]
  const actions = [
    { value: '', name: t('table.allActions') },
    ...auditActions.map((action) => ({ value: action, name: t(`actions.${action}`) })),
  ]
  const paged = data && {
    ...pageOf(params),
    shown: data.data.length,
    totalCount: data.meta.total_count,
    totalPages: data.meta.total_page,
  }
  return (
    <PageFrame
      fill
      title={t('title')}
      sentence={t('sentence', { zone: zoneName(timezone) })}
      actions={
        <Button asChild>
          <a href={exportPath(params)} download>
            <Download className="text-muted" aria-hidden />
            {t('export')}
          </a>
        </Button>
      }
    >
      <TableCard
        label={t('table.label')}
        question={asked}
        answer={{ ...answer, data: rows && { rows } }}
        columns={auditColumns(params, timezone, t)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => go(withParams(params, { entry: id }))}
        isOpen={({ id }) => id === params.get('entry')}
        toolbar={
          <>
            <SearchField label={t('table.search')} />
            <Choice parameter="entity" label={t('table.types')} choices={entities} />
            <Choice parameter="action" label={t('table.action')} choices={actions} />
            <WhoChip />
          </>
        }
        paging={paged ? numberedPaging(params, paged, 'change') : loadingPaging}
        isPastEnd={paged !== undefined && paged.totalCount > 0 && paged.shown === 0}
        defaultSort={defaultAuditSort}
        empty={<NoEntries />}
      />
      <EntrySheet rows={rows} />
    </PageFrame>
  )
}
