import type { TargetingGroupAnswer } from '@/lib/api/v2/targeting-groups.contract'
import { countColumn, orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

type Row = TargetingGroupAnswer

/** Columns of the list of targeting groups. */
export function targetingGroupColumns(
  t: Translate<'targetingGroups'>,
  states: Translate<'catalog.states'>,
  timezone: string,
  wordsOf: (row: Row) => string,
): Column<Row>[] {
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
    {
      id: 'rules',
      name: t('table.rules'),
      width: '30rem',
      cell: (row) => {
        const words = wordsOf(row)
        return words === '' ? orNone(null, t('everyone')) : <span title={words}>{words}</span>
      },
      text: (row) => wordsOf(row) || t('everyone'),
    },
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
