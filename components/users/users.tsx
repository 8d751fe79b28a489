'use client'

import { useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { linkTo } from '@/components/url/page-link'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import { href, keptParams, withParams } from '@/components/url/url-state'
import type { First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { InviteUser, type Invited } from './invite-user'
import { InvitedNotice } from './invited-notice'
import { peopleRequest, type Group, type PeopleAnswer, type PersonAnswer } from './people'
import type { PersonChoices } from './person-fields'
import { UserSheet } from './user-sheet'
import { UserTable } from './user-table'

const group: Group = { kind: 'organization' }

/** Admins and account managers, and their access. */
export function Users({
  people,
  person,
  choices,
}: {
  people: First<PeopleAnswer>
  person?: First<PersonAnswer>
  choices: PersonChoices
}) {
  const t = useTranslations('users')
  const { params, go } = useUrl()
  const client = useQueryClient()
  const [invited, setInvited] = useState<Invited | null>(null)
  return (
    <PageFrame
      fill
      title={t('title')}
      sentence={t.rich('sentence', { publishers: linkTo(href('/publishers', keptParams(params))) })}
      actions={
        <Button variant="primary" onClick={() => go(withParams(params, { invite: '1' }))}>
          <UserPlus aria-hidden />
          {t('invite.button')}
        </Button>
      }
    >
      <InvitedNotice invited={invited} elsewhere={invited?.publisher ?? null} onClose={() => setInvited(null)} />
      <UserTable group={group} first={people} />
      <UserSheet group={group} choices={choices} first={person} />
      <InviteUser
        group={group}
        onInvited={(who) => {
          setInvited(who)
          void client.invalidateQueries({ queryKey: [peopleRequest(group).contract.id] })
        }}
      />
    </PageFrame>
  )
}
