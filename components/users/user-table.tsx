'use client'

import { publisherUsersAnswer, usersAnswer } from '@/lib/api/v2/user-shapes'
import { z } from 'zod'
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
import { defaultUserSort, usersPath, usersQuestion, type Group, type Person } from './people'
import { userColumns } from './user-columns'

const peopleAnswer = z.union([usersAnswer, publisherUsersAnswer])
export type PeopleAnswer = z.infer<typeof peopleAnswer>

const roles = [
  { value: '', name: 'Any role' },
  { value: 'admin', name: 'Admins' },
  { value: 'accountManager', name: 'Account managers' },
] as const
const statuses = [
  { value: '', name: 'Any status' },
  { value: 'Active', name: 'Active' },
  { value: 'Deactivated', name: 'Deactivated' },
  { value: 'Suspended', name: 'Suspended' },
] as const
const shelves = [
  { value: '', name: 'Not archived' },
  { value: 'true', name: 'Archived' },
] as const

const filters = ['q', 'role', 'status', 'archived'] as const

function NoUsers() {
  const { params } = useUrl()
  if (filters.every((name) => !params.has(name))) return <Blank title="No users yet">Invite somebody to give them access.</Blank>
  return (
    <Blank
      title="Nobody fits"
      actions={
        <Button asChild>
          <UrlLink to={withQuestion(params, Object.fromEntries(filters.map((name) => [name, null])))}>Remove all filters</UrlLink>
        </Button>
      }
    >
      No user fits the search and all the filters above.
    </Blank>
  )
}

/** Users with search and filters. Pressing one opens the details. */
export function UserTable({ group, first }: { group: Group; first?: First<PeopleAnswer> | undefined }) {
  const { params, go } = useUrl()
  const { timezone } = useViewer()
  const asked = usersQuestion(params)
  const answer = useAnswer({ path: usersPath(group), question: asked, shape: peopleAnswer, first })
  const { data } = answer
  const rows: Person[] | undefined = data?.data
  const perPage = Number(params.get('per_page') ?? 50)
  return (
    <TableCard
      label="Users"
      question={asked}
      answer={{ ...answer, data: rows && { rows } }}
      columns={userColumns(params, group.kind === 'organization', timezone)}
      rowKey={({ id }) => id}
      onOpen={({ id }) => go(withParams(params, { user: id }))}
      isOpen={({ id }) => id === params.get('user')}
      toolbar={
        <>
          <SearchField label="Search name or e-mail" />
          {group.kind === 'organization' && <Choice parameter="role" label="Role" choices={roles} />}
          <Choice parameter="status" label="Status" choices={statuses} />
          <Choice parameter="archived" label="Archived or not" choices={shelves} />
        </>
      }
      paging={
        data && rows
          ? numberedPaging(params, { page: Number(params.get('page') ?? 1), perPage, shown: rows.length, totalCount: data.meta.total_count, totalPages: data.meta.total_page }, 'user')
          : loadingPaging
      }
      isPastEnd={data !== undefined && data.meta.total_count > 0 && rows?.length === 0}
      defaultSort={defaultUserSort}
      empty={<NoUsers />}
    />
  )
}
