import type { TrackingDomainAnswer } from '@/lib/api/v2/tracking-domains.contract'
import { countColumn, orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import { Badge } from '@/components/ui/small'
import type { Translate } from '@/messages/settings'

type Row = TrackingDomainAnswer

/** Columns of the list of tracking domains. */
export function domainColumns(
  t: Translate<'trackingDomains'>,
  states: Translate<'catalog.states'>,
  timezone: string,
): Column<Row>[] {
  const namesOf = ({ publishers }: Row) => publishers.map(({ name }) => name).join(', ')
  return [
    {
      id: 'host',
      name: t('table.host'),
      width: '18rem',
      onPhones: true,
      sort: 'host',
      cell: ({ id, host }) => <ItemLink id={id}>{host}</ItemLink>,
      text: ({ host }) => host,
    },
    {
      id: 'default',
      name: t('table.default'),
      width: '7rem',
      sort: 'is_default',
      sortsDown: true,
      // An archived domain may have been the default.
      cell: ({ is_default: isDefault, archived }) =>
        orNone(isDefault && !archived && <Badge>{t('default')}</Badge>, ''),
      text: ({ is_default: isDefault, archived }) => (isDefault && !archived ? t('default') : ''),
    },
    {
      id: 'for',
      name: t('table.for'),
      width: '16rem',
      cell: (row) => orNone(namesOf(row), t('allPublishers')),
      text: (row) => namesOf(row) || t('allPublishers'),
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
      cell: ({ description }) => orNone(description),
      text: ({ description }) => description,
    },
    timeColumn('created_at', t('table.createdAt'), timezone),
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}
