import type { NetworkAnswer } from '@/lib/api/v2/networks.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { leadColumns } from '@/components/catalog/lead-columns'
import type { Column } from '@/components/tables/column'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { networkPath } from './listing'

type Row = NetworkAnswer

/** Columns of the list of networks. */
export function networkColumns({
  params,
  timezone,
  t,
  states,
  figures,
}: {
  params: Params
  timezone: string
  t: Translate<'networks'>
  states: Translate<'catalog.states'>
  figures: Column<Row>[]
}): Column<Row>[] {
  return [
    ...leadColumns({
      names: { name: t('table.name'), id: t('table.id'), state: t('table.state') },
      dimension: 'network',
      pathOf: networkPath,
      params,
      states,
    }),
    ...figures,
    {
      id: 'website',
      name: t('table.website'),
      width: '14rem',
      sort: 'website',
      cell: ({ website }) => orNone(website),
      text: ({ website }) => website ?? '',
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
