'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { sessionsAnswer, type OwnSession, type SessionsAnswer } from '@/lib/api/app/account-shapes'
import { send } from '../api'
import { ago, dateOnly } from '../format'
import { problemFrom } from '../problem'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Modal } from '../ui/overlay'
import { Badge } from '../ui/small'
import { useAnswer, type First } from '../use-answer'
import { useViewer } from '../viewer'
import { Section } from './section'

export const sessionsPath = '/api/app/sessions'

const nameOf = ({ browser }: OwnSession): string => browser || 'Unknown browser'

function Line({ session, now, onEnd }: { session: OwnSession; now: Date; onEnd: () => void }) {
  const { timezone } = useViewer()
  const Icon = session.mobile ? Smartphone : Monitor
  return (
    <li className="flex items-center gap-3 py-2.5">
      <Icon className="size-5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {nameOf(session)}
          {session.current && <Badge tint="positive">This browser</Badge>}
        </p>
        <p className="text-sm text-muted" suppressHydrationWarning>
          {session.address && <span className="font-mono break-all">{session.address}</span>}
          {session.address && ' · '}
          {session.current ? `signed in ${dateOnly(session.createdAt, timezone)}` : `last used ${ago(session.lastSeenAt, timezone, now)}, signed in ${dateOnly(session.createdAt, timezone)}`}
        </p>
      </div>
      {!session.current && (
        <Button variant="ghost" className="-mr-3 text-negative" aria-label={`Sign out ${nameOf(session)}, ${session.address}`} onClick={onEnd}>
          Sign out
        </Button>
      )}
    </li>
  )
}

/** Where one is signed in. */
export function Sessions({ first }: { first: First<SessionsAnswer> }) {
  const { data, problem } = useAnswer({ path: sessionsPath, question: '', shape: sessionsAnswer, first })
  const client = useQueryClient()
  const [now] = useState(() => new Date())
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const others = data?.sessions.filter(({ current }) => !current).length ?? 0

  async function end(path: string) {
    setBusy(true)
    setRefused(null)
    try {
      await send(z.undefined(), 'DELETE', path)
      setAsking(false)
    } catch (error) {
      setRefused(problemFrom(error).message)
    } finally {
      await client.invalidateQueries({ queryKey: [sessionsPath] })
      setBusy(false)
    }
  }
  return (
    <Section id="sessions" title="Sessions" sentence="Where you are signed in. Do you not know one? Sign it out, and change your password.">
      {problem && <Notice kind="error">{problem.message}</Notice>}
      {refused && !asking && <Notice kind="error">{refused}</Notice>}
      <ul aria-label="Your sessions" className="-mt-2.5 divide-y">
        {data?.sessions.map((session) => (
          <Line key={session.id} session={session} now={now} onEnd={() => !busy && void end(`${sessionsPath}/${session.id}`)} />
        ))}
      </ul>
      {others > 0 && (
        <Button className="mt-2" onClick={() => setAsking(true)}>
          Sign out everywhere else
        </Button>
      )}
      <Modal open={asking} onOpenChange={setAsking} title="Sign out everywhere else?" description="Every other browser has to sign in again. This one stays signed in; API keys keep working.">
        {refused && (
          <Notice kind="error" className="mb-4">
            {refused}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Cancel</Button>
          <Button variant="danger" busy={busy} onClick={() => void end(sessionsPath)}>
            {busy ? 'Signing out…' : 'Sign out everywhere else'}
          </Button>
        </div>
      </Modal>
    </Section>
  )
}
