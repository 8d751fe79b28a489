'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import {
  endOtherSessions,
  endSession,
  listSessions,
  type OwnSession,
  type SessionsAnswer,
} from '@/lib/api/app/sessions.contract'
import { call } from '@/components/api/call'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { ago, dateOnly } from '@/components/ui/format'
import { problemFrom } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Badge } from '@/components/ui/small'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useViewer } from '@/components/shell/viewer'
import { Section } from './section'

function Line({ session, now, onEnd }: { session: OwnSession; now: Date; onEnd: () => void }) {
  const t = useTranslations('account.sessions')
  const { timezone } = useViewer()
  const browser = session.browser || t('unknownBrowser')
  const date = dateOnly(session.createdAt, timezone)
  const Icon = session.mobile ? Smartphone : Monitor
  return (
    <li className="flex items-center gap-3 py-2.5">
      <Icon className="size-5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {browser}
          {session.current && <Badge tint="positive">{t('current')}</Badge>}
        </p>
        <p className="text-sm text-muted" suppressHydrationWarning>
          {session.address && <span className="font-mono break-all">{session.address}</span>}
          {session.address && ' · '}
          {session.current
            ? t('signedIn', { date })
            : t('lastActive', { ago: ago(session.lastSeenAt, timezone, now), date })}
        </p>
      </div>
      {!session.current && (
        <Button
          variant="ghost"
          className="-mr-3 text-negative"
          aria-label={
            session.address ? t('signOutOf', { browser, address: session.address }) : t('signOutOfBrowser', { browser })
          }
          onClick={onEnd}
        >
          {t('signOut')}
        </Button>
      )}
    </li>
  )
}

/** The signed-in user's own sessions, with ways to end them. */
export function Sessions({ first }: { first: First<SessionsAnswer> }) {
  const t = useTranslations('account.sessions')
  const { data, problem } = useAnswer({ contract: listSessions, first })
  const client = useQueryClient()
  const [now] = useState(() => new Date())
  const [question, setQuestion] = useState<Confirmation | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const others = data?.sessions.filter(({ current }) => !current).length ?? 0

  async function end(ended: Promise<unknown>) {
    try {
      await ended
    } finally {
      await client.invalidateQueries({ queryKey: [listSessions.id] })
    }
  }

  async function endOne({ id }: OwnSession) {
    if (busy) return
    setBusy(true)
    setRefused(null)
    await end(call(endSession, { params: { id } })).catch((error: unknown) => setRefused(problemFrom(error).message))
    setBusy(false)
  }
  const askToEndOthers = () =>
    setQuestion({
      title: t('signOutOthersTitle'),
      sentence: t('signOutOthersSentence'),
      act: t('signOutOthers'),
      acting: t('signingOut'),
      isDanger: true,
      run: () => end(call(endOtherSessions, {})),
    })
  return (
    <Section id="sessions" title={t('title')} sentence={t('sentence')}>
      {problem && <Notice kind="error">{problem.message}</Notice>}
      {refused && <Notice kind="error">{refused}</Notice>}
      <ul aria-label={t('list')} className="-mt-2.5 divide-y">
        {data?.sessions.map((session) => (
          <Line key={session.id} session={session} now={now} onEnd={() => void endOne(session)} />
        ))}
      </ul>
      {others > 0 && (
        <Button className="mt-2" onClick={askToEndOthers}>
          {t('signOutOthers')}
        </Button>
      )}
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </Section>
  )
}
