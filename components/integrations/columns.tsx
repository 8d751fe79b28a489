import type { IntegrationAnswer } from '@/lib/api/v2/integrations.contract'
import { countColumn, orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import type { Translate } from '@/messages/settings'

type Row = IntegrationAnswer

/** Columns of the list of integrations. */
export function integrationColumns(
  t: Translate<'integrations'>,
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
      width: '24rem',
      cell: ({ description }) => orNone(description),
      text: ({ description }) => description,
    },
    { ...timeColumn('updated_at', t('table.updatedAt'), timezone), isExtra: false },
    timeColumn('created_at', t('table.createdAt'), timezone),
  ]
}
