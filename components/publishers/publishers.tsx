'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import {
  publisherDirectory,
  publisherStates,
  type PublisherDirectory,
  type PublisherSummary,
} from '@/lib/api/app/publishers/directory.contract'
import type { Translate } from '@/messages/settings'
import { number } from '@/components/ui/format'
import { PageLink } from '@/components/url/page-link'
import { PageFrame } from '@/components/shell/page-frame'
import { Choice } from '@/components/tables/choice'
import type { Column } from '@/components/tables/column'
import { loadingPaging, numberedPaging } from '@/components/tables/paging-bar'
import { SearchField } from '@/components/tables/search-field'
import { TableCard } from '@/components/tables/table-card'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { href, keptParams, withQuestion, type Params } from '@/components/url/url-state'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { useViewer, type Viewer } from '@/components/shell/viewer'
import { defaultPublisherSort, publishersQuestion } from './question'
import { StateBadge } from './state-badge'

const filters = ['q', 'state', 'assigned'] as const

const pathOf = ({ id }: PublisherSummary, params: Params) => href(`/publishers/${id}`, keptParams(params))

function columnsOf(params: Params, t: Translate<'publishers'>): Column<PublisherSummary>[] {
  return [
    {
      id: 'name',
      name: t('table.name'),
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
      name: t('table.id'),
      width: '5rem',
      sort: 'id',
      cell: ({ id }) => <span className="font-mono text-sm">{id}</span>,
      text: ({ id }) => id,
    },
    {
      id: 'state',
      name: t('table.status'),
      width: '7rem',
      phoneWidth: '6.5rem',
      onPhones: true,
      cell: ({ state }) => <StateBadge state={state} />,
      text: ({ state }) => t(`states.${state}`),
    },
    {
      id: 'manager',
      name: t('table.manager'),
      width: '11rem',
      cell: ({ manager }) => manager?.name ?? <span className="text-muted">{t('table.unassigned')}</span>,
      text: ({ manager }) => manager?.name ?? '',
    },
    {
      id: 'email',
      name: t('table.email'),
      width: '14rem',
      cell: ({ email }) => email ?? <span className="text-muted">–</span>,
      text: ({ email }) => email ?? '',
    },
    {
      id: 'users',
      name: t('table.users'),
      width: '5rem',
      phoneWidth: '4.5rem',
      onPhones: true,
      isFigure: true,
      cell: ({ users }) => number(users),
      text: ({ users }) => users,
    },
  ]
}

function sentenceOf({ role, reachesAll }: Viewer): 'admin' | 'all' | 'assigned' {
  if (role === 'admin') return 'admin'
  return reachesAll ? 'all' : 'assigned'
}

function NoPublishers() {
  const t = useTranslations('publishers.table')
  const { params } = useUrl()
  const { role } = useViewer()
  if (filters.every((name) => !params.has(name))) {
    return <Blank title={t('empty')}>{role === 'admin' ? t('emptyAdmin') : t('emptyManager')}</Blank>
  }
  return (
    <Blank
      title={t('noMatch')}
      actions={
        <Button asChild>
          <UrlLink to={withQuestion(params, Object.fromEntries(filters.map((name) => [name, null])))}>
            {t('clear')}
          </UrlLink>
        </Button>
      }
    >
      {t('noMatchSentence')}
    </Blank>
  )
}

/** The publishers the viewer can see. Each opens its users. */
export function Publishers({ first }: { first: First<PublisherDirectory> }) {
  const t = useTranslations('publishers')
  const { params } = useUrl()
  const viewer = useViewer()
  const router = useRouter()
  const asked = publishersQuestion(params)
  const answer = useAnswer({
    contract: publisherDirectory,
    question: asked,
    first,
  })
  const { data } = answer
  const states = [
    { value: '', name: t('table.notArchived') },
    ...publisherStates.map((state) => ({ value: state, name: t(`states.${state}`) })),
  ]
  const assignments = [
    { value: '', name: t('table.anyManager') },
    { value: 'me', name: t('table.mine') },
    { value: 'nobody', name: t('table.unassigned') },
  ]
  return (
    <PageFrame fill title={t('title')} sentence={t(`sentence.${sentenceOf(viewer)}`)}>
      <TableCard
        label={t('table.label')}
        question={asked}
        answer={answer}
        columns={columnsOf(params, t)}
        rowKey={({ id }) => String(id)}
        onOpen={(publisher) => router.push(pathOf(publisher, params))}
        isOpen={() => false}
        toolbar={
          <>
            <SearchField label={t('table.search')} />
            <Choice parameter="state" label={t('table.status')} choices={states} />
            {viewer.reachesAll && <Choice parameter="assigned" label={t('table.manager')} choices={assignments} />}
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
