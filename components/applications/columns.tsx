import type { ApprovalAnswer } from '@/lib/api/v2/approvals.contract'
import { orNone } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { recordHref } from '@/components/catalog/record-list'
import type { Column } from '@/components/tables/column'
import { Ago } from '@/components/ui/ago'
import { PageLink } from '@/components/url/page-link'
import type { Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { StatusBadge } from './status-badge'

type Row = ApprovalAnswer

type Shown = { params: Params; timezone: string; t: Translate<'applications'> }

const when = (time: string | null, timezone: string) => orNone(time && <Ago time={time} timezone={timezone} />)

const noteColumn = (id: 'application_note' | 'decision_note', name: string): Column<Row> => ({
  id,
  name,
  width: '16rem',
  cell: (row) =>
    orNone(
      row[id] && (
        <span className="block max-w-96 truncate" title={row[id]}>
          {row[id]}
        </span>
      ),
    ),
  text: (row) => row[id],
})

const timeColumn = (id: 'applied_at' | 'decided_at', name: string, timezone: string): Column<Row> => ({
  id,
  name,
  width: '9rem',
  phoneWidth: '7.5rem',
  onPhones: true,
  sort: id,
  sortsDown: true,
  zone: timezone,
  cell: (row) => when(row[id], timezone),
  text: (row) => row[id] ?? '',
})

/** The publisher that it's about. Opens the details. */
export const publisherColumn = (t: Translate<'applications'>): Column<Row> => ({
  id: 'publisher',
  name: t('table.publisher'),
  width: '12rem',
  onPhones: true,
  cell: ({ id, publisher }) => <ItemLink id={id}>{publisher.name}</ItemLink>,
  text: ({ publisher }) => publisher.name,
})

const statusColumn = (t: Translate<'applications'>): Column<Row> => ({
  id: 'status',
  name: t('table.state'),
  width: '7rem',
  sort: 'status',
  cell: ({ status }) => <StatusBadge status={status} />,
  text: ({ status }) => t(`statuses.${status}`),
})

const offerColumn = ({ params, t }: Shown): Column<Row> => ({
  id: 'offer',
  name: t('table.offer'),
  width: '12rem',
  onPhones: true,
  cell: ({ offer }) => (
    <PageLink
      href={recordHref(`/offers/${offer.incremental_id}`, params, 'offer')}
      className="block truncate hover:underline"
    >
      {offer.name}
    </PageLink>
  ),
  text: ({ offer }) => offer.name,
})

const termsColumn = (t: Translate<'applications'>): Column<Row> => ({
  id: 'terms_version',
  name: t('table.terms'),
  width: '8rem',
  sort: 'terms_version',
  cell: ({ terms_version: version }) => orNone(version && t('table.version', { version })),
  text: ({ terms_version: version }) => version ?? '',
})

/** Columns of the applications that wait. */
export const waitingColumns = (shown: Shown): Column<Row>[] => [
  publisherColumn(shown.t),
  offerColumn(shown),
  noteColumn('application_note', shown.t('table.note')),
  timeColumn('applied_at', shown.t('table.applied'), shown.timezone),
  termsColumn(shown.t),
]

/** Columns of the applications that were decided. */
export const decidedColumns = (shown: Shown): Column<Row>[] => [
  publisherColumn(shown.t),
  offerColumn(shown),
  statusColumn(shown.t),
  timeColumn('decided_at', shown.t('table.decided'), shown.timezone),
  noteColumn('decision_note', shown.t('table.decisionNote')),
  { ...timeColumn('applied_at', shown.t('table.applied'), shown.timezone), onPhones: false },
  { ...noteColumn('application_note', shown.t('table.note')), isExtra: true },
  { ...termsColumn(shown.t), isExtra: true },
]

/** Columns of one offer's approvals. */
export const approvalColumns = (shown: Shown): Column<Row>[] => [
  publisherColumn(shown.t),
  { ...statusColumn(shown.t), onPhones: true, phoneWidth: '6.5rem' },
  { ...timeColumn('decided_at', shown.t('table.decided'), shown.timezone), onPhones: false },
  noteColumn('decision_note', shown.t('table.decisionNote')),
  { ...timeColumn('applied_at', shown.t('table.applied'), shown.timezone), onPhones: false },
  noteColumn('application_note', shown.t('table.note')),
  { ...termsColumn(shown.t), isExtra: true },
]
