import type { CustomThrottleAnswer } from '@/lib/api/v2/custom-throttles.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

type Row = CustomThrottleAnswer

/** Columns of throttles. */
export function throttleColumns(
  about: Column<Row>,
  t: Translate<'publishers.throttles'>,
  states: Translate<'catalog.states'>,
  timezone: string,
): Column<Row>[] {
  const filtered = ({ additional_filters: filters }: Row) =>
    Object.values(filters).filter(({ include, exclude }) => include.length + exclude.length > 0).length
  return [
    about,
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
