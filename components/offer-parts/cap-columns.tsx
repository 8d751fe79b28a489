import type { CapAnswer } from '@/lib/api/v2/caps.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import { number, share, zoneName } from '@/components/ui/format'
import type { Translate } from '@/messages/settings'
import { CapUse, isCounted, paceText, ResetsIn } from './cap-pacing'
import { capName, capScope } from './cap-words'

type Row = CapAnswer

/** Columns of an offer's caps. */
export function capColumns({
  timezone,
  zone,
  currency,
  t,
  states,
}: {
  timezone: string
  /** The organization's, which caps without one of their own use. */
  zone: string
  currency: string
  t: Translate<'offerParts.caps'>
  states: Translate<'catalog.states'>
}): Column<Row>[] {
  return [
    {
      id: 'limit',
      name: t('columns.limit'),
      width: '11rem',
      onPhones: true,
      sort: 'limit',
      sortsDown: true,
      cell: (row) => <ItemLink id={row.id}>{capName(row, currency, t)}</ItemLink>,
      text: (row) => capName(row, currency, t),
    },
    {
      id: 'scope',
      name: t('columns.scope'),
      width: '9rem',
      cell: (row) => (
        <span className="block max-w-64 truncate" title={capScope(row, t)}>
          {capScope(row, t)}
        </span>
      ),
      text: (row) => capScope(row, t),
    },
    {
      id: 'used',
      name: t('columns.used'),
      width: '9rem',
      cell: (row) => (isCounted(row) ? <CapUse cap={row} currency={currency} t={t} /> : orNone(null, t('notCounted'))),
      text: (row) => (isCounted(row) ? share(row.used, row.limit) : ''),
    },
    {
      id: 'remaining',
      name: t('columns.remaining'),
      width: '6rem',
      isFigure: true,
      cell: (row) => orNone(isCounted(row) ? number(row.remaining) : null),
      text: (row) => (isCounted(row) ? row.remaining : ''),
    },
    {
      id: 'pace',
      name: t('columns.pace'),
      width: '7rem',
      cell: (row) => orNone(isCounted(row) ? paceText(row, t) : null),
      text: (row) => (isCounted(row) ? paceText(row, t) : ''),
    },
    {
      id: 'resets',
      name: t('columns.resets'),
      width: '6rem',
      cell: ({ resets_at: at }) =>
        at === null ? orNone(null, t('never')) : <ResetsIn at={at} timezone={timezone} t={t} />,
      text: ({ resets_at: at }) => at ?? '',
      zone: timezone,
    },
    {
      id: 'action',
      name: t('columns.action'),
      width: '9rem',
      sort: 'action',
      cell: ({ action }) => t(`actions.${action}`),
      text: ({ action }) => t(`actions.${action}`),
    },
    {
      id: 'zone',
      name: t('columns.zone'),
      width: '9rem',
      isExtra: true,
      cell: ({ timezone: own }) => <span title={own ?? zone}>{zoneName(own ?? zone)}</span>,
      text: ({ timezone: own }) => own ?? zone,
    },
    {
      id: 'state',
      name: t('columns.state'),
      width: '6rem',
      phoneWidth: '6rem',
      onPhones: true,
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    timeColumn('created_at', t('columns.created'), timezone),
    timeColumn('updated_at', t('columns.updated'), timezone),
  ]
}
