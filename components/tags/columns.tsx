import type { TagAnswer } from '@/lib/api/v2/tags.contract'
import { timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'
import { TagDot } from './tag-dot'

type Row = TagAnswer

/** Columns of the list of tags. */
export function tagColumns(t: Translate<'tags'>, states: Translate<'catalog.states'>, timezone: string): Column<Row>[] {
  return [
    {
      id: 'name',
      name: t('table.name'),
      width: '20rem',
      onPhones: true,
      sort: 'name',
      cell: ({ id, name, color }) => (
        <span className="flex min-w-0 items-center gap-2">
          <TagDot color={color} />
          <ItemLink id={id}>{name}</ItemLink>
        </span>
      ),
      text: ({ name }) => name,
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
    { ...timeColumn('created_at', t('table.createdAt'), timezone), isExtra: false },
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}
