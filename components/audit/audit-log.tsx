'use client'

import { Download, X } from 'lucide-react'
import type { z } from 'zod'
import { auditActions, auditEntities } from '@/lib/access/audit-names'
import { auditAnswer } from '@/lib/api/app/audit-shapes'
import { zoneName } from '../format'
import { PageFrame } from '../shell/page-frame'
import { Choice } from '../tables/choice'
import { loadingPaging, numberedPaging } from '../tables/paging-bar'
import { SearchField } from '../tables/search-field'
import { TableCard } from '../tables/table-card'
import { Button } from '../ui/button'
import { Blank } from '../ui/notice'
import { UrlLink } from '../url-link'
import { withParams, withQuestion } from '../url-state'
import { useAnswer, type First } from '../use-answer'
import { useUrl } from '../use-url'
import { useViewer } from '../viewer'
import { auditColumns } from './audit-columns'
import { EntrySheet } from './entry-sheet'
import { auditPath, auditQuestion, defaultAuditSort, exportPath } from './question'
import { actionWords, entityWords } from './words'

export type AuditAnswer = z.infer<typeof auditAnswer>

const entities = [{ value: '', name: 'About anything' }, ...auditEntities.map((entity) => ({ value: entity, name: entityWords[entity] }))]
const actions = [{ value: '', name: 'Any action' }, ...auditActions.map((action) => ({ value: action, name: actionWords[action] }))]

const filters = ['q', 'who', 'entity', 'action'] as const

function NoEntries() {
  const { params } = useUrl()
  const isFiltered = filters.some((name) => params.has(name))
  return (
    <Blank
      title="Nothing was changed"
      actions={
        <>
          {isFiltered && (
            <Button asChild>
              <UrlLink to={withQuestion(params, Object.fromEntries(filters.map((name) => [name, null])))}>Remove all filters</UrlLink>
            </Button>
          )}
          <Button asChild>
            <UrlLink to={withQuestion(params, { from: null, to: null, range: '90d' })}>Show the last 90 days</UrlLink>
          </Button>
        </>
      }
    >
      {isFiltered ? 'No entry fits all the filters in the days above.' : 'No entries in the days above.'}
    </Blank>
  )
}

/** Filters by one person; pressing it removes the filter. */
function WhoChip() {
  const { params } = useUrl()
  const who = params.get('who')
  if (who === null) return null
  return (
    <Button asChild>
      <UrlLink to={withQuestion(params, { who: null })} aria-label={`Remove the filter: by ${who}`} className="max-w-full">
        <span className="min-w-0 truncate">
          <span className="text-muted">By</span> {who}
        </span>
        <X className="text-muted" aria-hidden />
      </UrlLink>
    </Button>
  )
}

/** Who changed what, from what to what, when and from where. */
export function AuditLog({ first }: { first: First<AuditAnswer> }) {
  const { params, go } = useUrl()
  const { timezone } = useViewer()
  const asked = auditQuestion(params)
  const answer = useAnswer({ path: auditPath, question: asked, shape: auditAnswer, first })
  const { data } = answer
  const rows = data?.data
  const paged = data && {
    page: Number(params.get('page') ?? 1),
    perPage: Number(params.get('per_page') ?? 50),
    shown: data.data.length,
    totalCount: data.meta.total_count,
    totalPages: data.meta.total_page,
  }
  return (
    <PageFrame
      fill
      title="Audit log"
      sentence={`Who changed what, latest first. Times in ${zoneName(timezone)}; days of the range are the organization’s.`}
      actions={
        <Button asChild>
          <a href={exportPath(params)} download>
            <Download className="text-muted" aria-hidden />
            Export as CSV
          </a>
        </Button>
      }
    >
      <TableCard
        label="Audit log"
        question={asked}
        answer={{ ...answer, data: rows && { rows } }}
        columns={auditColumns(params, timezone)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => go(withParams(params, { entry: id }))}
        isOpen={({ id }) => id === params.get('entry')}
        toolbar={
          <>
            <SearchField label="Search who, id or address" />
            <Choice parameter="entity" label="About" choices={entities} />
            <Choice parameter="action" label="Action" choices={actions} />
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
