'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ApiKeySummary } from '@/lib/api/app/api-keys.contract'
import type { Translate } from '@/messages/settings'
import { ago, dateOnly, shortTime } from '@/components/ui/format'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Badge, Skeleton } from '@/components/ui/small'
import { useViewer } from '@/components/shell/viewer'
import type { Grantable } from './make-key'

const cell = 'px-4 py-2.5 align-middle md:px-5'
const head = `${cell} border-b text-left text-sm font-medium whitespace-nowrap text-muted`

/** How long before its expiration a key should be rotated. */
const SOON = 7 * 24 * 60 * 60 * 1000

type State = { name: string; tint: 'positive' | 'neutral' | 'warning'; works: boolean; note?: string }

function stateOf(
  t: Translate<'apiKeys'>,
  { revokedAt, expiresAt, replacedById }: ApiKeySummary,
  now: Date,
  timezone: string,
): State {
  if (revokedAt) return { name: t('status.revoked'), tint: 'neutral', works: false }
  const ends = expiresAt === null ? null : new Date(expiresAt)
  if (ends && ends <= now)
    return replacedById === null
      ? { name: t('status.expired'), tint: 'warning', works: false }
      : { name: t('status.replaced'), tint: 'neutral', works: false }
  if (replacedById !== null)
    return {
      name: t('status.rotating'),
      tint: 'warning',
      works: true,
      note: expiresAt === null ? '' : t('worksUntil', { time: shortTime(expiresAt, timezone) }),
    }
  if (expiresAt === null || ends === null) return { name: t('status.active'), tint: 'positive', works: true }
  const note = t('expires', { date: dateOnly(expiresAt, timezone) })
  return ends.getTime() - now.getTime() < SOON
    ? { name: t('status.expiresSoon'), tint: 'warning', works: true, note }
    : { name: t('status.active'), tint: 'positive', works: true, note }
}

/** What a key can access: a few words for the cell, and the whole list for its tooltip. */
function accessWords(
  t: Translate<'apiKeys'>,
  { access }: ApiKeySummary,
  grantable: Grantable,
): { short: string; all: string } {
  const means = access.map((name) => grantable.find((one) => one.access === name)?.means ?? name)
  const reading = access.every((name) => name.endsWith(':read'))
  const isAll = (wanted: Grantable) => wanted.every((one) => access.includes(one.access))
  const short = isAll(grantable)
    ? t('accessSummary.all')
    : reading && isAll(grantable.filter((one) => one.access.endsWith(':read')))
      ? t('accessSummary.read')
      : means.length === 1
        ? (means[0] ?? '')
        : means[0] === undefined
          ? t('accessSummary.none')
          : t('accessSummary.more', { first: means[0], count: means.length - 1 })
  return { short, all: means.join('\n') }
}

type Acts = {
  onEdit: (apiKey: ApiKeySummary) => void
  onRotate: (apiKey: ApiKeySummary) => void
  onRevoke: (apiKey: ApiKeySummary) => void
}

function Row({
  apiKey,
  grantable,
  now,
  onEdit,
  onRotate,
  onRevoke,
}: Acts & { apiKey: ApiKeySummary; grantable: Grantable; now: Date }) {
  const t = useTranslations('apiKeys')
  const { timezone } = useViewer()
  const state = stateOf(t, apiKey, now, timezone)
  const access = accessWords(t, apiKey, grantable)
  const actions = state.works && (
    <span className="-ml-3 flex flex-wrap sm:-mr-3 sm:ml-0 sm:flex-nowrap sm:justify-end">
      <Button variant="ghost" aria-label={t('actions.editKey', { name: apiKey.name })} onClick={() => onEdit(apiKey)}>
        {t('actions.edit')}
      </Button>
      {apiKey.replacedById === null && (
        <Button
          variant="ghost"
          aria-label={t('actions.rotateKey', { name: apiKey.name })}
          onClick={() => onRotate(apiKey)}
        >
          {t('actions.rotate')}
        </Button>
      )}
      <Button
        variant="ghost"
        className="text-negative"
        aria-label={t('actions.revokeKey', { name: apiKey.name })}
        onClick={() => onRevoke(apiKey)}
      >
        {t('actions.revoke')}
      </Button>
    </span>
  )
  return (
    <tr className={cn('group hover:bg-surface-sunken', !state.works && 'text-muted')}>
      {/* Takes the width that the other columns leave, and truncates longer names. */}
      <th scope="row" className={cn(cell, 'w-full max-w-0 text-left font-medium')} title={apiKey.name}>
        <span className="block truncate">{apiKey.name}</span>
        <code className="font-mono text-sm font-normal text-muted xl:hidden">{apiKey.prefix}…</code>
        <span className="block font-normal sm:hidden">{actions}</span>
      </th>
      <td className={cn(cell, 'font-mono text-sm max-xl:hidden')}>{apiKey.prefix}…</td>
      <td className={cn(cell, 'whitespace-nowrap max-xl:hidden')} title={access.all}>
        {access.short}
      </td>
      <td className={cn(cell, 'whitespace-nowrap max-2xl:hidden')}>{dateOnly(apiKey.createdAt, timezone)}</td>
      <td className={cn(cell, 'whitespace-nowrap max-sm:hidden')} suppressHydrationWarning>
        {apiKey.lastUsedAt ? ago(apiKey.lastUsedAt, timezone, now) : t('neverUsed')}
      </td>
      <td className={cell} suppressHydrationWarning>
        <Badge tint={state.tint}>{state.name}</Badge>
        {state.note && <span className="block w-28 text-sm text-muted max-md:hidden">{state.note}</span>}
      </td>
      <td className={cn(cell, 'py-0.5 text-right max-sm:hidden')}>{actions}</td>
    </tr>
  )
}

/** Remounts when a key changes, so keys that have expired by then say so. */
function Rows({ keys, ...rest }: Acts & { keys: ApiKeySummary[]; grantable: Grantable }) {
  // The time the keys were loaded: good enough for "2 days ago", and the same in every row.
  const [now] = useState(() => new Date())
  return keys.map((apiKey) => <Row key={apiKey.id} apiKey={apiKey} now={now} {...rest} />)
}

/** Newest first. Revoked keys stay for the record. */
export function KeyTable({
  keys,
  grantable,
  ...acts
}: Acts & { keys: ApiKeySummary[] | undefined; grantable: Grantable }) {
  const t = useTranslations('apiKeys.columns')
  return (
    <table className="w-full [&_tbody_tr:not(:last-child)>*]:border-b" aria-busy={!keys}>
      <thead>
        <tr>
          <th scope="col" className={head}>
            {t('name')}
          </th>
          <th scope="col" className={cn(head, 'max-xl:hidden')}>
            {t('prefix')}
          </th>
          <th scope="col" className={cn(head, 'max-xl:hidden')}>
            {t('access')}
          </th>
          <th scope="col" className={cn(head, 'max-2xl:hidden')}>
            {t('created')}
          </th>
          <th scope="col" className={cn(head, 'max-sm:hidden')}>
            {t('lastUsed')}
          </th>
          <th scope="col" className={head}>
            {t('status')}
          </th>
          <th scope="col" className={cn(head, 'max-sm:hidden')}>
            <span className="sr-only">{t('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys ? (
          <Rows
            key={keys.map(({ id, replacedById, revokedAt }) => `${id} ${replacedById} ${revokedAt}`).join()}
            keys={keys}
            grantable={grantable}
            {...acts}
          />
        ) : (
          ['first', 'second', 'third'].map((line) => (
            <tr key={line}>
              <td colSpan={7} className={cn(cell, 'h-10')}>
                <Skeleton className="h-4 w-2/3" />
              </td>
            </tr>
          ))
        )}
      </tbody>
    </table>
  )
}

export function KeysSkeleton() {
  return <KeyTable keys={undefined} grantable={[]} onEdit={() => {}} onRotate={() => {}} onRevoke={() => {}} />
}
