import { dateOnly } from '../format'
import type { Column } from '../tables/column'
import { Badge } from '../ui/small'
import { UrlLink } from '../url-link'
import { withParams, type Params } from '../url-state'
import { nameOf, reachSummary, roleWords, standingOf, type Person } from './people'

function nameColumn(params: Params): Column<Person> {
  return {
    id: 'name',
    name: 'Name',
    width: '10rem',
    onPhones: true,
    sort: 'first_name',
    cell: (person) => (
      <UrlLink to={withParams(params, { user: person.id })} className="block truncate font-medium">
        {nameOf(person)}
      </UrlLink>
    ),
    text: nameOf,
  }
}

/** A list of users, of the organization or of one publisher. */
export function userColumns(params: Params, ofOrganization: boolean, timezone: string): Column<Person>[] {
  const own: Column<Person>[] = [
    {
      id: 'role',
      name: 'Role',
      width: '8.5rem',
      sort: 'role',
      cell: (person) => ('role' in person ? roleWords[person.role].label : ''),
      text: (person) => ('role' in person ? roleWords[person.role].label : ''),
    },
    {
      id: 'reach',
      name: 'Looks after',
      width: '11rem',
      cell: (person) => ('role' in person ? <span title={reachSummary(person)}>{reachSummary(person)}</span> : ''),
      text: (person) => ('role' in person ? reachSummary(person) : ''),
    },
  ]
  return [
    nameColumn(params),
    { id: 'email', name: 'E-mail', width: '12rem', sort: 'email', cell: ({ email }) => email, text: ({ email }) => email },
    ...(ofOrganization ? own : []),
    {
      id: 'status',
      name: 'Status',
      width: '6.5rem',
      phoneWidth: '7.5rem',
      onPhones: true,
      sort: 'status',
      cell: (person) => <Badge tint={standingOf(person).tint}>{standingOf(person).name}</Badge>,
      text: (person) => standingOf(person).name,
    },
    {
      id: 'second_factor',
      name: '2nd factor',
      width: '6rem',
      cell: ({ second_factor_enabled: on }) => (on ? 'On' : <span className="text-muted">Off</span>),
      text: ({ second_factor_enabled: on }) => (on ? 'On' : 'Off'),
    },
    {
      id: 'added',
      name: 'Added',
      width: '7rem',
      sort: 'created_at',
      sortsDown: true,
      zone: timezone,
      cell: ({ created_at }) => dateOnly(created_at, timezone),
      text: ({ created_at }) => created_at,
    },
    {
      id: 'api',
      name: 'API access',
      width: '6rem',
      isExtra: true,
      cell: ({ api_access_enabled: on }) => (on ? 'On' : <span className="text-muted">Off</span>),
      text: ({ api_access_enabled: on }) => (on ? 'On' : 'Off'),
    },
  ]
}
