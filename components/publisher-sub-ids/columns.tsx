import type { SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

/** Columns of a publisher's sub IDs. */
export function subIdColumns(
  t: Translate<'publishers.subIds'>,
  states: Translate<'catalog.states'>,
  timezone: string,
  clicks: Column<SubIdAnswer>,
): Column<SubIdAnswer>[] {
  return [
    {
      id: 'sub_id',
      name: t('subId'),
      width: '14rem',
      onPhones: true,
      sort: 'external_id',
      cell: ({ id, external_id: value }) => (
        <ItemLink id={id}>
          <span className="font-mono text-sm">{value}</span>
        </ItemLink>
      ),
      text: ({ external_id: value }) => value,
    },
    {
      id: 'name',
      name: t('name'),
      width: '14rem',
      onPhones: true,
      sort: 'name',
      cell: ({ name }) => name,
      text: ({ name }) => name,
    },
    clicks,
    {
      id: 'description',
      name: t('description'),
      width: '16rem',
      cell: ({ description }) => orNone(description && <span className="block max-w-64 truncate">{description}</span>),
      text: ({ description }) => description,
    },
    {
      id: 'link',
      name: t('link'),
      width: '12rem',
      isExtra: true,
      cell: ({ external_link: link }) => orNone(link && <span className="block max-w-48 truncate">{link}</span>),
      text: ({ external_link: link }) => link,
    },
    {
      id: 'state',
      name: t('status'),
      width: '6rem',
      isExtra: true,
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    { ...timeColumn('created_at', t('createdAt'), timezone), isExtra: false },
    timeColumn('updated_at', t('updatedAt'), timezone),
  ]
}
