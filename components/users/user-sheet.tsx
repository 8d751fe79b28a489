'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useQueryClient } from '@tanstack/react-query'
import { Fact, Facts } from '@/components/clicks/facts'
import { dateOnly } from '@/components/ui/format'
import { leavePage } from '@/components/forms/use-unsaved'
import { ProblemView } from '@/components/problems/problem-view'
import { CopyButton } from '@/components/ui/copy-button'
import { Sheet } from '@/components/ui/overlay'
import { Badge, Skeleton } from '@/components/ui/small'
import { withParams } from '@/components/url/url-state'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import { peopleRequest, nameOf, personRequest, statusOf, type Group, type Person, type PersonAnswer } from './people'
import type { PersonChoices } from './person-fields'
import { UserActs } from './user-acts'
import { UserForm } from './user-form'

function Waiting() {
  const t = useTranslations('users.sheet')
  return (
    <div aria-busy className="space-y-4">
      <p className="sr-only">{t('loading')}</p>
      {['first', 'second', 'third', 'fourth', 'fifth'].map((line) => (
        <div key={line} className="space-y-1.5">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="control w-full" />
        </div>
      ))}
    </div>
  )
}

function AboutFacts({ group, person }: { group: Group; person: Person }) {
  const t = useTranslations('users')
  const { timezone } = useViewer()
  return (
    <Facts title={t('sheet.about')}>
      <Fact name={t('sheet.role')}>
        {'role' in person
          ? t(`roles.${person.role}.label`)
          : group.kind === 'publisher'
            ? t('sheet.roleOf', { publisher: group.name })
            : ''}
      </Fact>
      <Fact name={t('sheet.added')}>{dateOnly(person.created_at, timezone)}</Fact>
      <Fact name={t('sheet.invited')}>{person.invited_at && dateOnly(person.invited_at, timezone)}</Fact>
      <Fact name={t('sheet.email')} copy={person.email}>
        {person.email}
      </Fact>
      <Fact name={t('sheet.id')} copy={person.id} isCode>
        {person.id}
      </Fact>
    </Facts>
  )
}

/** The user the URL names: facts, details to edit, and actions. */
export function UserSheet({
  group,
  choices,
  first,
}: {
  group: Group
  choices: PersonChoices
  first?: First<PersonAnswer> | undefined
}) {
  const t = useTranslations('users')
  const { params, go } = useUrl()
  const client = useQueryClient()
  const id = params.get('user')
  const { data, outdated, problem, retry } = useAnswer({
    ...personRequest(group, id ?? ''),
    first: id !== null ? first : undefined,
    enabled: id !== null,
  })
  const person = data?.data.id === id && !outdated ? data.data : undefined
  const isEditable = group.kind === 'organization' || group.editable

  async function reload() {
    await Promise.all(
      [personRequest(group, ''), peopleRequest(group)].map(({ contract }) =>
        client.invalidateQueries({ queryKey: [contract.id] }),
      ),
    )
  }
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && leavePage(() => go(withParams(params, { user: null })))}
      title={person ? nameOf(person) : t('sheet.title')}
      subtitle={person && <Badge tint={statusOf(person).tint}>{t(`status.${statusOf(person).key}`)}</Badge>}
      actions={<CopyButton icon={Link2} label={t('sheet.copyLink')} text={() => window.location.href} />}
    >
      {problem ? (
        <ProblemView problem={problem} retry={retry} />
      ) : !person ? (
        <Waiting />
      ) : (
        <>
          <AboutFacts group={group} person={person} />
          {isEditable && !person.archived && (
            <section className="border-b py-4" aria-labelledby="user-details">
              <h3 id="user-details" className="mb-3 text-sm font-semibold text-muted">
                {t('sheet.details')}
              </h3>
              <UserForm key={person.id} group={group} person={person} choices={choices} onSaved={reload} />
            </section>
          )}
          {isEditable && (
            <section className="py-4" aria-labelledby="user-access">
              <h3 id="user-access" className="mb-3 text-sm font-semibold text-muted">
                {t('sheet.access')}
              </h3>
              <UserActs group={group} person={person} onDone={reload} />
            </section>
          )}
        </>
      )}
    </Sheet>
  )
}
