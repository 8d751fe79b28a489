'use client'

import { CircleMinus } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { number, share } from '../format'
import { Card, Skeleton } from '../ui/small'
import { UrlLink } from '../url-link'
import { href, scopeOf } from '../url-state'
import { useUrl } from '../use-url'
import { ChangeNote } from './change-note'

export type RankingRow = {
  key: string
  label: string
  value: number
  previous: number | null
  /** Where pressing the row leads: narrowed to it, or widened again. */
  only: URLSearchParams
  /** Without it; null where leaving out is not offered. */
  without: URLSearchParams | null
  isChosen: boolean
}

function Row({ row, widest, total, onChoose }: { row: RankingRow; widest: number; total: number; onChoose: (row: RankingRow) => void }) {
  const { go } = useUrl()
  return (
    <li className="group relative flex items-stretch">
      <UrlLink
        to={row.only}
        aria-current={row.isChosen ? 'true' : undefined}
        onClick={(event) => {
          onChoose(row)
          if (!event.altKey || !row.without) return
          event.preventDefault()
          go(row.without)
        }}
        title={row.isChosen ? 'Show all again' : row.without ? 'Show only this. Alt-click leaves it out.' : 'Show only this'}
        className="control relative flex min-w-0 flex-1 items-center gap-3 rounded-control px-2.5 -outline-offset-2! hover:bg-surface-sunken"
      >
        <span
          className="absolute inset-y-1 left-0 rounded-[4px] bg-accent-soft"
          // The longest bar leaves the figures' columns free.
          style={{ width: `calc((100% - 8.5rem) * ${widest === 0 ? 0 : row.value / widest})` }}
          aria-hidden
        />
        <span className="relative min-w-0 flex-1 truncate" suppressHydrationWarning>
          {row.label}
        </span>
        <span className="relative font-medium tabular-nums" title={`${share(row.value, total)} of all clicks`}>
          {number(row.value)}
        </span>
        <span className="relative w-14 text-right text-sm">
          <ChangeNote value={row.value} previous={row.previous} />
        </span>
      </UrlLink>
      {row.without && (
        <UrlLink
          to={row.without}
          onClick={() => onChoose(row)}
          aria-label={`Leave out ${row.label}`}
          title={`Leave out ${row.label}`}
          className="control flex w-8 shrink-0 items-center justify-center rounded-control text-muted opacity-0 group-hover:opacity-100 hover:bg-surface-sunken hover:text-text focus-visible:opacity-100 pointer-coarse:opacity-100"
        >
          <CircleMinus className="size-4" aria-hidden />
        </UrlLink>
      )}
    </li>
  )
}

function Frame({ title, more, children }: { title: string; more?: ReactNode; children: ReactNode }) {
  return (
    <Card className="flex min-w-0 flex-col">
      <div className="flex items-center justify-between gap-3 px-4 pt-3 pb-1.5 md:px-5">
        <h2 className="font-semibold">{title}</h2>
        <span className="pr-8 text-sm text-muted">Clicks</span>
      </div>
      <div className="flex flex-1 flex-col px-1.5 pb-2 md:px-2.5">{children}</div>
      {more && <div className="border-t px-4 md:px-5">{more}</div>}
    </Card>
  )
}

/** Who brings most, as bars that filter. */
export function Ranking({ title, rows, total, onChoose }: { title: string; rows: RankingRow[]; total: number; onChoose: (row: RankingRow) => void }) {
  const { params } = useUrl()
  const widest = Math.max(0, ...rows.map(({ value }) => value))
  return (
    <Frame
      title={title}
      more={
        <Link href={href('/clicks', scopeOf(params))} className="control flex items-center text-sm text-muted hover:text-text hover:underline">
          See the clicks behind this
        </Link>
      }
    >
      {rows.length > 0 ? (
        <ol aria-label={title}>
          {rows.map((row) => (
            <Row key={row.key} row={row} widest={widest} total={total} onChoose={onChoose} />
          ))}
        </ol>
      ) : (
        <p className="flex min-h-32 flex-1 items-center justify-center text-muted">No clicks in this range</p>
      )}
    </Frame>
  )
}

export function RankingSkeleton({ title }: { title: string }) {
  return (
    <Frame title={title} more={<div className="control" />}>
      <ol aria-hidden>
        {[92, 74, 66, 52, 47, 39, 33, 28, 22, 17].map((width) => (
          <li key={width} className="control flex items-center gap-6 px-2.5">
            <span className="flex-1">
              <span className="block" style={{ width: `${width}%` }}>
                <Skeleton className="h-4" />
              </span>
            </span>
            <Skeleton className="h-4 w-20" />
          </li>
        ))}
      </ol>
    </Frame>
  )
}
