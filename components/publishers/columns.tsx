import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { leadColumns } from '@/components/catalog/lead-columns'
import { managerName } from '@/components/catalog/sources'
import type { Column } from '@/components/tables/column'
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
    ...leadColumns({
      names: { name: t('table.name'), id: t('table.id'), state: t('table.status') },
      dimension: 'publisher',
      pathOf: publisherPath,
      params,
      states,
    }),
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
      id: 'group',
      name: t('table.group'),
      width: '9rem',
      isExtra: true,
      cell: ({ group }) => orNone(group?.name),
      text: ({ group }) => group?.name ?? '',
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
