import type { AuditEntryAnswer } from '@/lib/api/app/audit-shapes'
import { shortTime } from '../format'
import type { Column } from '../tables/column'
import { cn } from '../ui/cn'
import { UrlLink } from '../url-link'
import { withParams, withQuestion, type Params } from '../url-state'
import { actionWords, changeSummary, entityWords } from './words'

export const aboutWhat = ({ entity, entity_name, entity_id }: AuditEntryAnswer): string => `${entityWords[entity]} ${entity_name ?? entity_id}`

/** The same in a cell: an email address already shows that it's a user. */
const aboutBriefly = (entry: AuditEntryAnswer): string => (entry.entity === 'user' && entry.entity_name !== null ? entry.entity_name : aboutWhat(entry))

export const whoDid = ({ actor_email }: Pick<AuditEntryAnswer, 'actor_email'>): string => actor_email || 'The product itself'

/** Phones have no room for it in one line. */
const twoLines = 'max-md:inline-block max-md:py-1.5 max-md:leading-tight max-md:whitespace-normal'

const none = <span className="text-muted">–</span>

/** Entries of the log. Times are in the viewer's zone. */
export function auditColumns(params: Params, timezone: string): Column<AuditEntryAnswer>[] {
  return [
    {
      id: 'time',
      name: 'Time',
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
          aria-label={`Details of what was done at ${shortTime(entry.created_at, timezone)}`}
        >
          {shortTime(entry.created_at, timezone)}
        </UrlLink>
      ),
      text: ({ created_at }) => created_at,
    },
    {
      id: 'who',
      name: 'Who',
      width: '10.5rem',
      cell: (entry) =>
        entry.actor_email ? (
          <UrlLink
            to={withQuestion(params, { who: entry.actor_email })}
            title={`Only what ${entry.actor_email} did`}
            className="decoration-border-control underline-offset-4 hover:underline"
          >
            {entry.actor_email}
          </UrlLink>
        ) : (
          whoDid(entry)
        ),
      text: whoDid,
    },
    {
      id: 'action',
      name: 'Did what',
      width: '7.5rem',
      phoneWidth: '6.5rem',
      onPhones: true,
      cell: ({ action }) => <span className={twoLines}>{actionWords[action]}</span>,
      text: ({ action }) => actionWords[action],
    },
    { id: 'about', name: 'About', width: '10.5rem', onPhones: true, cell: aboutBriefly, text: aboutWhat },
    { id: 'change', name: 'Change', width: '9rem', cell: (entry) => changeSummary(entry) || none, text: changeSummary },
    { id: 'address', name: 'From', width: '6.5rem', cell: ({ address }) => (address ? <span className="font-mono text-sm">{address}</span> : none), text: ({ address }) => address },
  ]
}
