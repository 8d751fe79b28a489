'use client'

import { useState, type ReactNode } from 'react'
import { z } from 'zod'
import { send } from '../api'
import { Confirm, type Question } from '../confirm'
import { dateOnly } from '../format'
import { Button } from '../ui/button'
import { useViewer } from '../viewer'
import { isInvited, nameOf, usersPath, type Group, type Person } from './people'

type Act = { name: string; question: Question }
type Matter = { id: string; title: string; sentence: ReactNode; acts: Act[] }

const done = z.unknown()

/** What can be done about somebody, beside changing what is known of them. Each asks once and says what will happen. */
function mattersOf(group: Group, person: Person, timezone: string): Matter[] {
  const name = nameOf(person)
  const path = `${usersPath(group)}/${person.id}`
  const change = (body: object) => async () => void (await send(done, 'PATCH', path, body))
  const act = (what: 'invite' | 'sign-out' | 'reset-second-factor') => async () => void (await send(done, 'POST', `/api/app/users/${person.id}/${what}`))
  const isIn = !person.archived && person.status === 'Active'
  const shutOut = 'They are signed out at once, on their next click, and their API keys are refused.'

  const invitation: Matter = {
    id: 'invitation',
    title: 'Invitation',
    sentence: `Sent on ${person.invited_at === null ? 'no day' : dateOnly(person.invited_at, timezone)} and not followed yet. The link is good for 7 days.`,
    acts: [
      {
        name: 'Invite again',
        question: {
          title: `Invite ${name} again?`,
          sentence: `A new link is mailed to ${person.email}. The one before works no more.`,
          act: 'Send the invitation',
          acting: 'Inviting…',
          run: act('invite'),
        },
      },
    ],
  }
  const sessions: Matter = {
    id: 'sessions',
    title: 'Sessions',
    sentence: 'For a lost device, or a browser left open. API keys keep working.',
    acts: [
      {
        name: 'Sign out everywhere',
        question: {
          title: `Sign ${name} out everywhere?`,
          sentence: 'Every browser has to sign in again. API keys keep working.',
          act: 'Sign out everywhere',
          acting: 'Signing out…',
          run: act('sign-out'),
        },
      },
    ],
  }
  const secondFactor: Matter = {
    id: 'second-factor',
    title: 'Second factor',
    sentence: 'On. Reset it when the phone and the recovery codes are lost.',
    acts: [
      {
        name: 'Reset',
        question: {
          title: `Reset the second factor of ${name}?`,
          sentence: 'Their password alone signs in until they set up a new one. Make sure that it is really them who asks.',
          act: 'Reset the second factor',
          acting: 'Resetting…',
          isDanger: true,
          run: act('reset-second-factor'),
        },
      },
    ],
  }
  const standing: Matter = isIn
    ? {
        id: 'standing',
        title: 'Status',
        sentence: 'Suspend while something is looked into; deactivate who has left. Both can be undone.',
        acts: [
          {
            name: 'Suspend',
            question: { title: `Suspend ${name}?`, sentence: `${shutOut} You can activate them again.`, act: 'Suspend', acting: 'Suspending…', isDanger: true, run: change({ status: 'Suspended' }) },
          },
          {
            name: 'Deactivate',
            question: { title: `Deactivate ${name}?`, sentence: `${shutOut} You can activate them again.`, act: 'Deactivate', acting: 'Deactivating…', isDanger: true, run: change({ status: 'Deactivated' }) },
          },
        ],
      }
    : {
        id: 'standing',
        title: 'Status',
        sentence: `${person.status === 'Suspended' ? 'Suspended' : 'Deactivated'}: can not sign in, and their API keys are refused.`,
        acts: [
          {
            name: 'Activate',
            question: { title: `Activate ${name}?`, sentence: 'They can sign in again, and their API keys work again.', act: 'Activate', acting: 'Activating…', run: change({ status: 'Active' }) },
          },
        ],
      }
  const archive: Matter = {
    id: 'archive',
    title: 'Archive',
    sentence: 'Takes them out of the lists. What they did stays in the audit log.',
    acts: [
      {
        name: 'Archive',
        question: { title: `Archive ${name}?`, sentence: `${shutOut} They leave the lists; you find them under “Archived” and can restore them.`, act: 'Archive', acting: 'Archiving…', isDanger: true, run: change({ archived: true }) },
      },
    ],
  }
  const restore: Matter = {
    id: 'archive',
    title: 'Archived',
    sentence: 'Out of the lists, can not sign in, and their API keys are refused.',
    acts: [
      {
        name: 'Restore',
        question: {
          title: `Restore ${name}?`,
          sentence: person.status === 'Active' ? 'They are in the lists again, can sign in, and their API keys work again.' : 'They are in the lists again. They can not sign in before you activate them.',
          act: 'Restore',
          acting: 'Restoring…',
          run: change({ archived: false }),
        },
      },
    ],
  }

  if (person.archived) return [restore]
  return [...(isIn && isInvited(person) ? [invitation] : []), ...(isIn ? [sessions] : []), ...(person.second_factor_enabled ? [secondFactor] : []), standing, archive]
}

export function UserActs({ group, person, onDone }: { group: Group; person: Person; onDone: () => Promise<void> }) {
  const { id, timezone } = useViewer()
  const [question, setQuestion] = useState<Question | null>(null)
  if (person.id === id) {
    return <p className="text-muted">This is you. Your password, second factor and sessions are in your own settings; only another admin can change your role or take your access away.</p>
  }
  return (
    <div className="divide-y">
      {mattersOf(group, person, timezone).map((matter) => (
        <section key={matter.id} aria-labelledby={`matter-${matter.id}`} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
          <div className="min-w-48 flex-1">
            <h4 id={`matter-${matter.id}`} className="font-medium">
              {matter.title}
            </h4>
            <p className="text-sm text-muted">{matter.sentence}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            {matter.acts.map((act) => (
              <Button key={act.name} className={act.question.isDanger ? 'text-negative' : ''} onClick={() => setQuestion(act.question)}>
                {act.name}
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
