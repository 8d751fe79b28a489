import type { PublisherGroupAnswer } from '@/lib/api/v2/publisher-groups.contract'
import { countColumn, orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

type Row = PublisherGroupAnswer

/** Columns of the list of publisher groups. */
export function publisherGroupColumns(
  t: Translate<'publisherGroups'>,
  states: Translate<'catalog.states'>,
  timezone: string,
): Column<Row>[] {
  return [
    {
      id: 'name',
      name: t('table.name'),
      width: '16rem',
      onPhones: true,
      sort: 'name',
      cell: ({ id, name }) => <ItemLink id={id}>{name}</ItemLink>,
      text: ({ name }) => name,
    },
    {
      ...countColumn<Row>('publishers', t('table.publishers'), ({ publishers_count: count }) => count),
      phoneWidth: '6rem',
      onPhones: true,
    },
    {
      id: 'description',
      name: t('table.description'),
      width: '20rem',
      cell: ({ description }) => orNone(description),
      text: ({ description }) => description,
    },
    {
      id: 'state',
      name: t('table.state'),
      width: '6rem',
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    { ...timeColumn('created_at', t('table.createdAt'), timezone), isExtra: false },
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}
