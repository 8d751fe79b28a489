'use client'

import { useTranslations } from 'next-intl'
import { Choice } from '@/components/tables/choice'
import { loadingPaging, numberedPaging } from '@/components/tables/paging-bar'
import { SearchField } from '@/components/tables/search-field'
import { TableCard } from '@/components/tables/table-card'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { UrlLink } from '@/components/url/url-link'
import { pageOf, userStatuses, withParams, withQuestion } from '@/components/url/url-state'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { defaultUserSort, peopleRequest, usersQuestion, type Group, type PeopleAnswer, type Person } from './people'
import { userColumns } from './user-columns'

const filters = ['q', 'role', 'status', 'archived'] as const

function NoUsers() {
  const t = useTranslations('users.table')
  const { params } = useUrl()
  if (filters.every((name) => !params.has(name))) return <Blank title={t('empty')}>{t('emptySentence')}</Blank>
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

/** Users with search and filters. A row opens the details. */
export function UserTable({ group, first }: { group: Group; first?: First<PeopleAnswer> | undefined }) {
  const t = useTranslations('users')
  const { params, go } = useUrl()
  const { timezone } = useViewer()
  const asked = usersQuestion(params)
  const answer = useAnswer({
    ...peopleRequest(group),
    question: asked,
    first,
  })
  const { data } = answer
  const rows: Person[] | undefined = data?.data
  const roles = [
    { value: '', name: t('table.anyRole') },
    { value: 'admin', name: t('table.admins') },
    { value: 'accountManager', name: t('table.accountManagers') },
  ]
  const statuses = [
    { value: '', name: t('table.anyStatus') },
    ...userStatuses.map((status) => ({
      value: status,
      name: t(`status.${status}`),
    })),
  ]
  const archived = [
    { value: '', name: t('table.notArchived') },
    { value: 'true', name: t('table.archived') },
  ]
  return (
    <TableCard
      label={t('table.label')}
      question={asked}
      answer={{ ...answer, data: rows && { rows } }}
      columns={userColumns(params, group.kind === 'organization', timezone, t)}
      rowKey={({ id }) => id}
      onOpen={({ id }) => go(withParams(params, { user: id }))}
      isOpen={({ id }) => id === params.get('user')}
      toolbar={
        <>
          <SearchField label={t('table.search')} />
          {group.kind === 'organization' && <Choice parameter="role" label={t('table.role')} choices={roles} />}
          <Choice parameter="status" label={t('table.status')} choices={statuses} />
          <Choice parameter="archived" label={t('table.archivedFilter')} choices={archived} />
        </>
      }
      paging={
        data && rows
          ? numberedPaging(
              params,
              {
                ...pageOf(params),
                shown: rows.length,
                totalCount: data.meta.total_count,
                totalPages: data.meta.total_page,
              },
              'user',
            )
          : loadingPaging
      }
      isPastEnd={data !== undefined && data.meta.total_count > 0 && rows?.length === 0}
      defaultSort={defaultUserSort}
      empty={<NoUsers />}
    />
  )
}
