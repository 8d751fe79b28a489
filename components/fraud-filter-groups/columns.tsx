import type { FraudFilterGroupAnswer } from '@/lib/api/v2/fraud-filter-groups.contract'
import { countColumn, orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

type Row = FraudFilterGroupAnswer

/** Columns of the list of fraud filter groups. */
export function fraudFilterGroupColumns(
  t: Translate<'fraudFilterGroups'>,
  states: Translate<'catalog.states'>,
  timezone: string,
): Column<Row>[] {
  const kindsOf = (row: Row, action: Row['filters'][number]['action']) =>
    row.filters
      .filter((filter) => filter.action === action && filter.active)
      .map(({ kind }) => t(`kinds.${kind}.name`))
      .join(', ')
  return [
    {
      id: 'name',
      name: t('table.name'),
      width: '14rem',
      onPhones: true,
      sort: 'name',
      cell: ({ id, name }) => <ItemLink id={id}>{name}</ItemLink>,
      text: ({ name }) => name,
    },
    ...(['Reject', 'Flag'] as const).map((action): Column<Row> => ({
      id: action,
      name: t(`table.${action}`),
      width: '18rem',
      cell: (row) => orNone(kindsOf(row, action) && <span title={kindsOf(row, action)}>{kindsOf(row, action)}</span>),
      text: (row) => kindsOf(row, action),
    })),
    countColumn('offers', t('table.offers'), ({ offers_count: count }) => count),
    {
      id: 'state',
      name: t('table.state'),
      width: '6rem',
      phoneWidth: '6rem',
      onPhones: true,
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    {
      id: 'description',
      name: t('table.description'),
      width: '14rem',
      isExtra: true,
      cell: ({ description }) => orNone(description),
      text: ({ description }) => description,
    },
    timeColumn('created_at', t('table.createdAt'), timezone),
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}
