import type { RecordDimension } from '@/lib/reports/record-dimensions'
import type { Column } from '@/components/tables/column'
import { PageLink } from '@/components/url/page-link'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { recordHref } from './record-list'
import { StateBadge, stateOf } from './state-badge'

type Row = { name: string; incremental_id: number; archived: boolean; active?: boolean }

/** The columns that every list of records begins with: the name, which links to the record, its number, and its state. */
export function leadColumns({
  names,
  width = '14rem',
  dimension,
  pathOf,
  params,
  states,
}: {
  names: { name: string; id: string; state: string }
  /** Of the name. */
  width?: string
  dimension: RecordDimension
  pathOf: (number: number) => string
  params: Params
  states: Translate<'catalog.states'>
}): Column<Row>[] {
  return [
    {
      id: 'name',
      name: names.name,
      width,
      onPhones: true,
      sort: 'name',
      cell: ({ name, incremental_id: number }) => (
        <PageLink href={recordHref(pathOf(number), params, dimension)} className="block truncate font-medium">
          {name}
        </PageLink>
      ),
      text: ({ name }) => name,
    },
    {
      id: 'id',
      name: names.id,
      width: '4rem',
      sort: 'incremental_id',
      cell: ({ incremental_id: number }) => <span className="font-mono text-sm">{number}</span>,
      text: ({ incremental_id: number }) => number,
    },
    {
      id: 'state',
      name: names.state,
      width: '6rem',
      phoneWidth: '6rem',
      onPhones: true,
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
  ]
}
