import { dateOnly } from '@/components/ui/format'
import type { Column } from '@/components/tables/column'
import { Badge } from '@/components/ui/small'
import { UrlLink } from '@/components/url/url-link'
import { withParams, type Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { nameOf, reachSummary, statusOf, type Person } from './people'

function nameColumn(params: Params, t: Translate<'users'>): Column<Person> {
  return {
    id: 'name',
    name: t('table.name'),
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

/** Columns of a list of users: the organization's or one publisher's. */
export function userColumns(
  params: Params,
  ofOrganization: boolean,
  timezone: string,
  t: Translate<'users'>,
): Column<Person>[] {
  const roleOf = (person: Person) => ('role' in person ? t(`roles.${person.role}.label`) : '')
  const accessOf = (person: Person) => ('role' in person ? reachSummary(person, t) : '')
  const onOff = (on: boolean) => (on ? t('table.on') : t('table.off'))
  const onOffCell = (on: boolean) => <span className={on ? '' : 'text-muted'}>{onOff(on)}</span>
  const own: Column<Person>[] = [
    {
      id: 'role',
      name: t('table.role'),
      width: '8.5rem',
      sort: 'role',
      cell: roleOf,
      text: roleOf,
    },
    {
      id: 'reach',
      name: t('table.access'),
      width: '11rem',
      cell: (person) => <span title={accessOf(person)}>{accessOf(person)}</span>,
      text: accessOf,
    },
  ]
  return [
    nameColumn(params, t),
    {
      id: 'email',
      name: t('table.email'),
      width: '12rem',
      sort: 'email',
      cell: ({ email }) => email,
      text: ({ email }) => email,
    },
    ...(ofOrganization ? own : []),
    {
      id: 'status',
      name: t('table.status'),
      width: '6.5rem',
      phoneWidth: '7.5rem',
      onPhones: true,
      sort: 'status',
      cell: (person) => <Badge tint={statusOf(person).tint}>{t(`status.${statusOf(person).key}`)}</Badge>,
      text: (person) => t(`status.${statusOf(person).key}`),
    },
    {
      id: 'second_factor',
      name: t('table.twoFactor'),
      width: '6rem',
      cell: ({ second_factor_enabled: on }) => onOffCell(on),
      text: ({ second_factor_enabled: on }) => onOff(on),
    },
    {
      id: 'added',
      name: t('table.added'),
      width: '7rem',
      sort: 'created_at',
      sortsDown: true,
      zone: timezone,
      cell: ({ created_at }) => dateOnly(created_at, timezone),
      text: ({ created_at }) => created_at,
    },
    {
      id: 'api',
      name: t('table.api'),
      width: '6rem',
      isExtra: true,
      cell: ({ api_access_enabled: on }) => onOffCell(on),
      text: ({ api_access_enabled: on }) => onOff(on),
    },
  ]
}
