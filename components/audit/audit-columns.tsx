import type { AuditEntryAnswer } from '@/lib/api/app/audit.contract'
import { shortTime } from '@/components/ui/format'
import type { Column } from '@/components/tables/column'
import { cn } from '@/components/ui/cn'
import { UrlLink } from '@/components/url/url-link'
import { withParams, withQuestion, type Params } from '@/components/url/url-state'
import type { Translate } from '@/messages/settings'
import { changeSummary } from './words'

type T = Translate<'audit'>

const aboutWhat = ({ entity, entity_name, entity_id }: AuditEntryAnswer, t: T): string =>
  t('itemName', { type: t(`entities.${entity}`), name: entity_name ?? entity_id })

/** A shorter version for cells, where an email address alone is enough for a user. */
const aboutBriefly = (entry: AuditEntryAnswer, t: T): string =>
  entry.entity === 'user' && entry.entity_name !== null ? entry.entity_name : aboutWhat(entry, t)

/** Who made a change. */
export const whoDid = ({ actor_email }: Pick<AuditEntryAnswer, 'actor_email'>, t: T): string =>
  actor_email || t('system')

/** For phones, which don't have room for one line. */
const twoLines = 'max-md:inline-block max-md:py-1.5 max-md:leading-tight max-md:whitespace-normal'

const none = <span className="text-muted">–</span>

/** Columns of the audit log. Times are in the viewer's zone. */
export function auditColumns(params: Params, timezone: string, t: T): Column<AuditEntryAnswer>[] {
  return [
    {
      id: 'time',
      name: t('table.time'),
      width: '9rem',
      phoneWidth: '5.5rem',
      onPhones: true,
      sort: 'created_at',
      sortsDown: true,
      zone: timezone,
      cell: (entry) => (
        <UrlLink
          to={withParams(params, { entry: entry.id })}
          className={cn('tabular-nums', twoLines)}
          aria-label={t('table.details', { time: shortTime(entry.created_at, timezone) })}
        >
          {shortTime(entry.created_at, timezone)}
        </UrlLink>
      ),
      text: ({ created_at }) => created_at,
    },
    {
      id: 'who',
      name: t('table.who'),
      width: '10.5rem',
      cell: (entry) =>
        entry.actor_email ? (
          <UrlLink
            to={withQuestion(params, { who: entry.actor_email })}
            title={t('table.only', { email: entry.actor_email })}
            className="decoration-border-control underline-offset-4 hover:underline"
          >
            {entry.actor_email}
          </UrlLink>
        ) : (
          whoDid(entry, t)
        ),
      text: (entry) => whoDid(entry, t),
    },
    {
      id: 'action',
      name: t('table.action'),
      width: '7.5rem',
      phoneWidth: '6.5rem',
      onPhones: true,
      cell: ({ action }) => <span className={twoLines}>{t(`actions.${action}`)}</span>,
      text: ({ action }) => t(`actions.${action}`),
    },
    {
      id: 'about',
      name: t('table.about'),
      width: '10.5rem',
      onPhones: true,
      cell: (entry) => aboutBriefly(entry, t),
      text: (entry) => aboutWhat(entry, t),
    },
    {
      id: 'change',
      name: t('table.change'),
      width: '9rem',
      cell: (entry) => changeSummary(entry, t) || none,
      text: (entry) => changeSummary(entry, t),
    },
    {
      id: 'address',
      name: t('table.address'),
      width: '6.5rem',
      cell: ({ address }) => (address ? <span className="font-mono text-sm">{address}</span> : none),
      text: ({ address }) => address,
    },
  ]
}
