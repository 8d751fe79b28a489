import type { CustomThrottleAnswer } from '@/lib/api/v2/custom-throttles.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

type Row = CustomThrottleAnswer

/** Columns of a publisher's throttles. */
export function throttleColumns(
  t: Translate<'publishers.throttles'>,
  states: Translate<'catalog.states'>,
  timezone: string,
): Column<Row>[] {
  const filtered = ({ additional_filters: filters }: Row) =>
    Object.values(filters).filter(({ include, exclude }) => include.length + exclude.length > 0).length
  return [
    {
      id: 'offer',
      name: t('offer'),
      width: '16rem',
      onPhones: true,
      sort: 'offer_incremental_id',
      cell: ({ id, offer }) => <ItemLink id={id}>{offer.name}</ItemLink>,
      text: ({ offer }) => offer.name,
    },
    {
      id: 'percentage',
      name: t('percentage'),
      width: '7rem',
      phoneWidth: '5.5rem',
      onPhones: true,
      isFigure: true,
      sort: 'throttle_percentage',
      sortsDown: true,
      cell: ({ throttle_percentage: percent }) => t('percent', { percent }),
      text: ({ throttle_percentage: percent }) => percent,
    },
    {
      id: 'becomes',
      name: t('becomes'),
      width: '8rem',
      sort: 'throttle_status',
      cell: ({ throttle_status: status }) => t(`statuses.${status}`),
      text: ({ throttle_status: status }) => t(`statuses.${status}`),
    },
    {
      id: 'for',
      name: t('appliesTo'),
      width: '10rem',
      cell: (row) => (filtered(row) === 0 ? orNone(null, t('allSubIds')) : t('someSubIds')),
      text: (row) => (filtered(row) === 0 ? t('allSubIds') : t('someSubIds')),
    },
    {
      id: 'state',
      name: t('status'),
      width: '6rem',
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    { ...timeColumn('updated_at', t('updatedAt'), timezone), isExtra: false },
    timeColumn('created_at', t('createdAt'), timezone),
  ]
}
