import type { NetworkAnswer } from '@/lib/api/v2/networks.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { recordHref } from '@/components/catalog/record-list'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import { PageLink } from '@/components/url/page-link'
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
    {
      id: 'name',
      name: t('table.name'),
      width: '14rem',
      onPhones: true,
      sort: 'name',
      cell: ({ name, incremental_id: number }) => (
        <PageLink href={recordHref(networkPath(number), params, 'network')} className="block truncate font-medium">
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
      name: t('table.state'),
      width: '6rem',
      phoneWidth: '6rem',
      onPhones: true,
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
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
