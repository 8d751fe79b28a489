import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { managerName } from '@/components/catalog/sources'
import { recordHref } from '@/components/catalog/record-list'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import { PageLink } from '@/components/url/page-link'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { publisherPath } from './listing'

type Row = PublisherAnswer

/** Columns of the list of publishers. */
export function publisherColumns({
  params,
  timezone,
  t,
  states,
  countryName,
  figures,
}: {
  params: Params
  timezone: string
  t: Translate<'publishers'>
  states: Translate<'catalog.states'>
  countryName: (code: string) => string
  figures: Column<Row>[]
}): Column<Row>[] {
  return [
    {
      id: 'name',
      name: t('table.name'),
      width: '14rem',
      onPhones: true,
      sort: 'name',
      cell: ({ name, incremental_id: number }) => (
        <PageLink href={recordHref(publisherPath(number), params, 'publisher')} className="block truncate font-medium">
          {name}
        </PageLink>
      ),
      text: ({ name }) => name,
    },
    {
      id: 'id',
      name: t('table.id'),
      width: '4rem',
      sort: 'incremental_id',
      cell: ({ incremental_id: number }) => <span className="font-mono text-sm">{number}</span>,
      text: ({ incremental_id: number }) => number,
    },
    {
      id: 'state',
      name: t('table.status'),
      width: '6rem',
      phoneWidth: '6rem',
      onPhones: true,
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    ...figures,
    {
      id: 'manager',
      name: t('table.manager'),
      width: '10rem',
      cell: ({ manager }) => orNone(manager && managerName(manager), t('table.unassigned')),
      text: ({ manager }) => (manager ? managerName(manager) : ''),
    },
    {
      id: 'country',
      name: t('table.country'),
      width: '8rem',
      sort: 'country',
      isExtra: true,
      cell: ({ country }) => orNone(country && countryName(country)),
      text: ({ country }) => country,
    },
    {
      id: 'tags',
      name: t('table.tags'),
      width: '9rem',
      isExtra: true,
      cell: ({ tags }) => orNone(tags?.map(({ name }) => name).join(', ')),
      text: ({ tags }) => tags?.map(({ name }) => name).join(', ') ?? '',
    },
    {
      id: 'company',
      name: t('table.company'),
      width: '10rem',
      sort: 'company_name',
      isExtra: true,
      cell: ({ company_name: company }) => orNone(company),
      text: ({ company_name: company }) => company,
    },
    {
      id: 'email',
      name: t('table.email'),
      width: '12rem',
      sort: 'email',
      isExtra: true,
      cell: ({ email }) => orNone(email),
      text: ({ email }) => email ?? '',
    },
    {
      id: 'external_id',
      name: t('table.externalId'),
      width: '8rem',
      sort: 'external_id',
      isExtra: true,
      cell: ({ external_id: id }) => orNone(id && <span className="font-mono text-sm">{id}</span>),
      text: ({ external_id: id }) => id ?? '',
    },
    timeColumn('created_at', t('table.createdAt'), timezone),
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}
