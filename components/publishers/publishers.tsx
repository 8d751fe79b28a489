'use client'

import { useRouter } from 'next/navigation'
import { publisherDirectoryAnswer, type PublisherDirectory, type PublisherSummary } from '@/lib/api/app/publishers/shapes'
import { number } from '../format'
import { PageLink } from '../page-link'
import { PageFrame } from '../shell/page-frame'
import { Choice } from '../tables/choice'
import type { Column } from '../tables/column'
import { loadingPaging, numberedPaging } from '../tables/paging-bar'
import { SearchField } from '../tables/search-field'
import { TableCard } from '../tables/table-card'
import { Button } from '../ui/button'
import { Blank } from '../ui/notice'
import { UrlLink } from '../url-link'
import { href, scopeOf, withQuestion, type Params } from '../url-state'
import { useAnswer, type First } from '../use-answer'
import { useUrl } from '../use-url'
import { useViewer, type Viewer } from '../viewer'
import { defaultPublisherSort, publishersQuestion } from './question'
import { StateBadge, stateName } from './state-badge'

const states = [
  { value: '', name: 'Not archived' },
  { value: 'active', name: 'Active' },
  { value: 'inactive', name: 'Inactive' },
  { value: 'archived', name: 'Archived' },
] as const

/** A filter by manager, for viewers who also see other managers' publishers. */
const assignments = [
  { value: '', name: 'Assigned to anybody' },
  { value: 'me', name: 'Assigned to me' },
  { value: 'nobody', name: 'Assigned to nobody' },
] as const

const filters = ['q', 'state', 'assigned'] as const

const pathOf = ({ id }: PublisherSummary, params: Params) => href(`/publishers/${id}`, scopeOf(params))

function columnsOf(params: Params): Column<PublisherSummary>[] {
  return [
    {
      id: 'name',
      name: 'Publisher',
      width: '14rem',
      onPhones: true,
      sort: 'name',
      cell: (publisher) => (
        <PageLink href={pathOf(publisher, params)} className="block truncate font-medium">
          {publisher.name}
        </PageLink>
      ),
      text: ({ name }) => name,
    },
    {
      id: 'id',
      name: 'Id',
      width: '5rem',
      sort: 'id',
      cell: ({ id }) => <span className="font-mono text-sm">{id}</span>,
      text: ({ id }) => id,
    },
    { id: 'state', name: 'Status', width: '7rem', phoneWidth: '6.5rem', onPhones: true, cell: ({ state }) => <StateBadge state={state} />, text: ({ state }) => stateName(state) },
    {
      id: 'manager',
      name: 'Account manager',
      width: '11rem',
      cell: ({ manager }) => manager?.name ?? <span className="text-muted">Nobody</span>,
      text: ({ manager }) => manager?.name ?? '',
    },
    { id: 'email', name: 'E-mail', width: '14rem', cell: ({ email }) => email ?? <span className="text-muted">–</span>, text: ({ email }) => email ?? '' },
    { id: 'users', name: 'Users', width: '5rem', phoneWidth: '4.5rem', onPhones: true, isFigure: true, cell: ({ users }) => number(users), text: ({ users }) => users },
  ]
}

function sentenceOf({ role, reachesAll }: Viewer): string {
  if (role === 'admin') return 'Who sends your traffic, and who may sign in for them.'
  return reachesAll ? 'Who sends the traffic. You change those assigned to you, or all if you were given that.' : 'The publishers assigned to you.'
}

function NoPublishers() {
  const { params } = useUrl()
  const { role } = useViewer()
  if (filters.every((name) => !params.has(name))) {
    return <Blank title="No publishers yet">{role === 'admin' ? 'Publishers appear here once they are created.' : 'An admin assigns publishers to you.'}</Blank>
  }
  return (
    <Blank
      title="No publisher fits"
      actions={
        <Button asChild>
          <UrlLink to={withQuestion(params, Object.fromEntries(filters.map((name) => [name, null])))}>Remove all filters</UrlLink>
        </Button>
      }
    >
      No publisher fits the search and all the filters above.
    </Blank>
  )
}

/** The publishers the viewer can see. Pressing one opens its users. */
export function Publishers({ first }: { first: First<PublisherDirectory> }) {
  const { params } = useUrl()
  const viewer = useViewer()
  const router = useRouter()
  const asked = publishersQuestion(params)
  const answer = useAnswer({ path: '/api/app/publishers/directory', question: asked, shape: publisherDirectoryAnswer, first })
  const { data } = answer
  return (
    <PageFrame fill title="Publishers" sentence={sentenceOf(viewer)}>
      <TableCard
        label="Publishers"
        question={asked}
        answer={answer}
        columns={columnsOf(params)}
        rowKey={({ id }) => String(id)}
        onOpen={(publisher) => router.push(pathOf(publisher, params))}
        isOpen={() => false}
        toolbar={
          <>
            <SearchField label="Search name or id" />
            <Choice parameter="state" label="Status" choices={states} />
            {viewer.reachesAll && <Choice parameter="assigned" label="Account manager" choices={assignments} />}
          </>
        }
        paging={data ? numberedPaging(params, { ...data, shown: data.rows.length }, 'publisher') : loadingPaging}
        isPastEnd={data !== undefined && data.totalCount > 0 && data.rows.length === 0}
        defaultSort={defaultPublisherSort}
        empty={<NoPublishers />}
      />
    </PageFrame>
  )
}
