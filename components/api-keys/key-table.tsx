'use client'

import { useState } from 'react'
import type { ApiKeySummary } from '@/lib/reports/shapes'
import { ago, dateOnly } from '../format'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Badge, Skeleton } from '../ui/small'
import { useViewer } from '../viewer'

const accessNames: Readonly<Record<string, string>> = { 'clicks:read': 'Read clicks', 'publishers:read': 'Read publishers' }

const cell = 'px-4 py-2.5 align-middle md:px-5'
const head = `${cell} border-b text-left text-sm font-medium whitespace-nowrap text-muted`

function stateOf({ revokedAt, expiresAt }: ApiKeySummary, now: Date): { name: string; tint: 'positive' | 'neutral' | 'warning' } {
  if (revokedAt) return { name: 'Revoked', tint: 'neutral' }
  if (expiresAt && new Date(expiresAt) <= now) return { name: 'Expired', tint: 'warning' }
  return { name: 'Active', tint: 'positive' }
}

function Row({ apiKey, now, onRevoke }: { apiKey: ApiKeySummary; now: Date; onRevoke: (apiKey: ApiKeySummary) => void }) {
  const { timezone } = useViewer()
  const state = stateOf(apiKey, now)
  const isUsable = state.name === 'Active'
  return (
    <tr className={cn('group hover:bg-surface-sunken', !isUsable && 'text-muted')}>
      <th scope="row" className={cn(cell, 'text-left font-medium')}>
        <span className="block max-w-64 truncate">{apiKey.name}</span>
        <code className="font-mono text-sm font-normal text-muted md:hidden">{apiKey.prefix}…</code>
      </th>
      <td className={cn(cell, 'font-mono text-sm max-md:hidden')}>{apiKey.prefix}…</td>
      <td className={cn(cell, 'max-lg:hidden')}>{apiKey.access.map((name) => accessNames[name] ?? name).join(', ')}</td>
      <td className={cn(cell, 'whitespace-nowrap max-md:hidden')}>{dateOnly(apiKey.createdAt, timezone)}</td>
      <td className={cn(cell, 'whitespace-nowrap max-sm:hidden')} suppressHydrationWarning>
        {apiKey.lastUsedAt ? ago(apiKey.lastUsedAt, timezone, now) : 'Never'}
      </td>
      <td className={cn(cell, 'whitespace-nowrap')}>
        <Badge tint={state.tint}>{state.name}</Badge>
        {isUsable && apiKey.expiresAt && <span className="ml-2 text-sm text-muted max-lg:hidden">until {dateOnly(apiKey.expiresAt, timezone)}</span>}
      </td>
      <td className={cn(cell, 'py-0.5 text-right')}>
        {isUsable && (
          <Button variant="ghost" className="-mr-3 text-negative" aria-label={`Revoke ${apiKey.name}`} onClick={() => onRevoke(apiKey)}>
            Revoke
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Newest first; revoked ones stay for the record. */
export function KeyTable({ keys, onRevoke }: { keys: ApiKeySummary[] | undefined; onRevoke: (apiKey: ApiKeySummary) => void }) {
  // As of when the page was opened: good enough for "2 days ago", and the same in every row.
  const [now] = useState(() => new Date())
  return (
    <table className="w-full [&_tbody_tr:not(:last-child)>*]:border-b" aria-busy={!keys}>
      <thead>
        <tr>
          <th scope="col" className={head}>
            Name
          </th>
          <th scope="col" className={cn(head, 'max-md:hidden')}>
            Begins with
          </th>
          <th scope="col" className={cn(head, 'max-lg:hidden')}>
            Access
          </th>
          <th scope="col" className={cn(head, 'max-md:hidden')}>
            Made
          </th>
          <th scope="col" className={cn(head, 'max-sm:hidden')}>
            Last used
          </th>
          <th scope="col" className={head}>
            Status
          </th>
          <th scope="col" className={head}>
            <span className="sr-only">Revoke</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys
          ? keys.map((apiKey) => <Row key={apiKey.id} apiKey={apiKey} now={now} onRevoke={onRevoke} />)
          : ['first', 'second', 'third'].map((line) => (
              <tr key={line}>
                <td colSpan={7} className={cn(cell, 'h-10')}>
                  <Skeleton className="h-4 w-2/3" />
                </td>
              </tr>
            ))}
      </tbody>
    </table>
  )
}

export function KeysSkeleton() {
  return <KeyTable keys={undefined} onRevoke={() => {}} />
}
