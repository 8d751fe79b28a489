import type { BlockedSubIdAnswer } from '@/lib/api/v2/blocked-sub-ids.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import type { Column } from '@/components/tables/column'
import { Badge } from '@/components/ui/small'
import type { Translate } from '@/messages/settings'

/** Whether the sub ID is still blocked. */
export function blockBadge({ archived }: { archived: boolean }, t: Translate<'publishers.blocks'>) {
  return <Badge tint={archived ? 'neutral' : 'negative'}>{t(archived ? 'unblocked' : 'blocked')}</Badge>
}

/** Columns of blocked sub IDs. */
export function blockColumns(
  about: Column<BlockedSubIdAnswer>,
  t: Translate<'publishers.blocks'>,
  timezone: string,
): Column<BlockedSubIdAnswer>[] {
  return [
    {
      id: 'sub_id',
      name: t('subId'),
      width: '12rem',
      onPhones: true,
      sort: 'sub_id',
      cell: ({ id, sub_id: value }) => (
        <ItemLink id={id}>
          <span className="font-mono text-sm">{value}</span>
        </ItemLink>
      ),
      text: ({ sub_id: value }) => value,
    },
    about,
    {
      id: 'state',
      name: t('status'),
      width: '7rem',
      cell: (row) => blockBadge(row, t),
      text: ({ archived }) => t(archived ? 'unblocked' : 'blocked'),
    },
    {
      id: 'description',
      name: t('notes'),
      width: '16rem',
      cell: ({ description }) => orNone(description && <span className="block max-w-64 truncate">{description}</span>),
      text: ({ description }) => description ?? '',
    },
    { ...timeColumn('created_at', t('since'), timezone), isExtra: false },
  ]
}
