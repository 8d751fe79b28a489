import type { AdvertiserAnswer } from '@/lib/api/v2/advertisers.contract'
import { managerName } from '@/components/catalog/sources'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { leadColumns } from '@/components/catalog/lead-columns'
import type { Column } from '@/components/tables/column'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { advertiserPath } from './listing'

type Row = AdvertiserAnswer

/** Columns of the list of advertisers. */
export function advertiserColumns({
  params,
  timezone,
  t,
  states,
  figures,
}: {
  params: Params
  timezone: string
  t: Translate<'advertisers'>
  states: Translate<'catalog.states'>
  figures: Column<Row>[]
}): Column<Row>[] {
  return [
    ...leadColumns({
      names: { name: t('table.name'), id: t('table.id'), state: t('table.state') },
      dimension: 'advertiser',
      pathOf: advertiserPath,
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
      id: 'network',
      name: t('table.network'),
      width: '9rem',
      cell: ({ network }) => orNone(network?.name),
      text: ({ network }) => network?.name ?? '',
    },
    {
      id: 'tags',
      name: t('table.tags'),
      width: '9rem',
      isExtra: true,
      cell: ({ tags }) => orNone(tags.map(({ name }) => name).join(', ')),
      text: ({ tags }) => tags.map(({ name }) => name).join(', '),
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
      text: ({ email }) => email,
    },
    {
      id: 'country',
      name: t('table.country'),
      width: '5rem',
      sort: 'country',
      isExtra: true,
      cell: ({ country }) => orNone(country),
      text: ({ country }) => country,
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
