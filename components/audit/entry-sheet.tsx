'use client'

import { Link2 } from 'lucide-react'
import { auditAnswer, type AuditEntryAnswer } from '@/lib/api/app/audit-shapes'
import { Fact, Facts } from '../clicks/facts'
import { fullTime, zoneName } from '../format'
import { ProblemView } from '../problem-view'
import { CopyButton } from '../ui/copy-button'
import { Blank } from '../ui/notice'
import { Sheet } from '../ui/overlay'
import { Skeleton } from '../ui/small'
import { withParams } from '../url-state'
import { useAnswer } from '../use-answer'
import { useUrl } from '../use-url'
import { useViewer } from '../viewer'
import { whoDid } from './audit-columns'
import { auditPath, entryQuestion } from './question'
import { actionWords, changesOf, entityWords } from './words'

function Changes({ entry }: { entry: AuditEntryAnswer }) {
  const changes = changesOf(entry)
  if (changes.length === 0) return <p className="py-4 text-muted">Nothing was changed by it but what is said above.</p>
  return (
    <section className="py-4" aria-labelledby="changes">
      <h3 id="changes" className="mb-2 text-sm font-semibold text-muted">
        {entry.before === null ? 'Set to' : 'Changed'}
      </h3>
      <dl className="divide-y">
        {changes.map(({ field, name, before, after }) => (
          <div key={field} className="space-y-1 py-2.5 first:pt-0">
            <dt className="font-medium">{name}</dt>
            <dd className="space-y-1 break-words">
              {entry.before !== null && (
                <p className="flex gap-2 text-muted">
                  <span className="w-12 shrink-0 text-sm">Before</span>
                  <del className="min-w-0 no-underline">{before ?? 'Empty'}</del>
                </p>
              )}
              <p className="flex gap-2">
                {entry.before !== null && <span className="w-12 shrink-0 text-sm text-muted">After</span>}
                <ins className="min-w-0 no-underline">{after ?? 'Empty'}</ins>
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Entry({ entry }: { entry: AuditEntryAnswer }) {
  return (
    <>
      <Facts title="Who">
        <Fact name="By">{whoDid(entry)}</Fact>
        <Fact name="With">{entry.api_key_id === null ? (entry.user_agent ? 'The browser, or a link from a mail' : '') : 'An API key'}</Fact>
        <Fact name="API key" copy={entry.api_key_id ?? ''} isCode>
          {entry.api_key_id}
        </Fact>
        <Fact name="Address" isCode>
          {entry.address}
        </Fact>
        <Fact name="Browser">{entry.user_agent}</Fact>
      </Facts>
      <Facts title="About">
        <Fact name={entityWords[entry.entity]}>{entry.entity_name}</Fact>
        <Fact name="Id" copy={entry.entity_id} isCode>
          {entry.entity_id}
        </Fact>
      </Facts>
      <Changes entry={entry} />
    </>
  )
}

/** The entry that the URL names: among the rows, or asked for. */
export function EntrySheet({ rows }: { rows: AuditEntryAnswer[] | undefined }) {
  const { params, go } = useUrl()
  const { timezone } = useViewer()
  const id = params.get('entry')
  const known = rows?.find((row) => row.id === id)
  const { data, outdated, problem, retry } = useAnswer({ path: auditPath, question: entryQuestion(id ?? ''), shape: auditAnswer, enabled: id !== null && !known })
  const found = outdated ? undefined : data?.data.find((row) => row.id === id)
  const entry = known ?? found
  const isMissing = !entry && data !== undefined && !outdated
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && go(withParams(params, { entry: null }))}
      title={entry ? actionWords[entry.action] : 'Entry'}
      subtitle={entry && `${fullTime(entry.created_at, timezone)}, ${zoneName(timezone)}`}
      actions={<CopyButton icon={Link2} label="Copy the link to this entry" text={() => window.location.href} />}
    >
      {entry ? (
        <Entry entry={entry} />
      ) : problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : isMissing ? (
        <Blank title="There is no such entry">The link may be cut off.</Blank>
      ) : (
        <div aria-busy className="space-y-3">
          <p className="sr-only">Loading the entry</p>
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-4 w-52" />
        </div>
      )}
    </Sheet>
  )
}
