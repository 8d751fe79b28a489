'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import type { Translate } from '@/messages/settings'
import { inviteUser, resetUserSecondFactor, signUserOut } from '@/lib/api/app/users.contract'
import { call } from '@/components/api/call'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { dateOnly } from '@/components/ui/format'
import { Button } from '@/components/ui/button'
import { useViewer, type Viewer } from '@/components/shell/viewer'
import { changeUser, isInvited, nameOf, type Group, type Person } from './people'

type Action = { name: string; question: Confirmation }
/** One topic with its actions, such as sessions. */
type Section = { id: string; title: string; sentence: ReactNode; actions: Action[] }

type ActionKey = 'invitation' | 'sessions' | 'twoFactor' | 'suspend' | 'deactivate' | 'activate' | 'archive' | 'restore'

const dangers: ReadonlySet<ActionKey> = new Set<ActionKey>(['twoFactor', 'suspend', 'deactivate', 'archive'])

/** What an admin can do to a user beyond editing their details. Every action confirms first and says what will happen. */
function sectionsOf(
  group: Group,
  person: Person,
  { timezone, hasMail }: Viewer,
  t: Translate<'users.actions'>,
): Section[] {
  const name = nameOf(person)
  const change = (body: Parameters<typeof changeUser>[2]) => () => changeUser(group, person.id, body)
  const act = (contract: typeof inviteUser) => () => call(contract, { params: { userID: person.id } })
  const action = (key: ActionKey, sentence: string, run: () => Promise<void>): Action => ({
    name: t(`${key}.button`),
    question: {
      title: t(`${key}.question`, { name }),
      sentence,
      act: t(`${key}.submit`),
      acting: t(`${key}.submitting`),
      isDanger: dangers.has(key),
      run,
    },
  })
  const isIn = !person.archived && person.status === 'Active'

  if (person.archived) {
    const will = person.status === 'Active' ? t('restore.will') : t('restore.willStayOut')
    return [
      {
        id: 'archive',
        title: t('restore.title'),
        sentence: t('restore.sentence'),
        actions: [action('restore', will, change({ archived: false }))],
      },
    ]
  }
  const invitation: Section = {
    id: 'invitation',
    title: t('invitation.title'),
    sentence: t('invitation.sentence', {
      delivery: person.invitation_delivery ?? 'sent',
      email: person.email,
      date: person.invited_at === null ? '' : dateOnly(person.invited_at, timezone),
    }),
    actions: [
      action(
        'invitation',
        t(hasMail ? 'invitation.will' : 'invitation.willLog', { email: person.email }),
        act(inviteUser),
      ),
    ],
  }
  const sessions: Section = {
    id: 'sessions',
    title: t('sessions.title'),
    sentence: t('sessions.sentence'),
    actions: [action('sessions', t('sessions.will'), act(signUserOut))],
  }
  const twoFactor: Section = {
    id: 'second-factor',
    title: t('twoFactor.title'),
    sentence: t('twoFactor.sentence'),
    actions: [action('twoFactor', t('twoFactor.will'), act(resetUserSecondFactor))],
  }
  const status: Section = {
    id: 'status',
    title: t('status.title'),
    sentence: isIn ? t('status.sentence') : t('status.out', { status: person.status }),
    actions: isIn
      ? [
          action('suspend', t('suspend.will'), change({ status: 'Suspended' })),
          action('deactivate', t('deactivate.will'), change({ status: 'Deactivated' })),
        ]
      : [action('activate', t('activate.will'), change({ status: 'Active' }))],
  }
  const archive: Section = {
    id: 'archive',
    title: t('archive.title'),
    sentence: t('archive.sentence'),
    actions: [action('archive', t('archive.will'), change({ archived: true }))],
  }
  return [
    ...(isIn && isInvited(person) ? [invitation] : []),
    ...(isIn ? [sessions] : []),
    ...(person.second_factor_enabled ? [twoFactor] : []),
    status,
    archive,
  ]
}

export function UserActs({ group, person, onDone }: { group: Group; person: Person; onDone: () => Promise<void> }) {
  const t = useTranslations('users.actions')
  const viewer = useViewer()
  const [question, setQuestion] = useState<Confirmation | null>(null)
  if (person.id === viewer.id) return <p className="text-muted">{t('self')}</p>
  return (
    <div className="divide-y">
      {sectionsOf(group, person, viewer, t).map((section) => (
        <section
          key={section.id}
          aria-labelledby={`section-${section.id}`}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0"
        >
          <div className="min-w-48 flex-1">
            <h4 id={`section-${section.id}`} className="font-medium">
              {section.title}
            </h4>
            <p className="text-sm text-muted">{section.sentence}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            {section.actions.map((action) => (
              <Button
                key={action.name}
                className={action.question.isDanger ? 'text-negative' : ''}
                onClick={() => setQuestion(action.question)}
              >
                {action.name}
              </Button>
            ))}
          </div>
        </section>
      ))}
      <Confirm
        question={
          question && {
            ...question,
            run: async () => {
              await question.run()
              await onDone()
            },
          }
        }
        onClose={() => setQuestion(null)}
      />
    </div>
  )
}
