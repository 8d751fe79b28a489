'use client'

import { useQueryClient } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import type { First } from '@/components/api/use-answer'
import { TabIntro } from '@/components/catalog/tab-intro'
import { canEdit, useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { InviteUser, type Invited } from '@/components/users/invite-user'
import { InvitedNotice } from '@/components/users/invited-notice'
import { peopleRequest, type Group, type PeopleAnswer, type PersonAnswer } from '@/components/users/people'
import type { PersonChoices } from '@/components/users/person-fields'
import { UserSheet } from '@/components/users/user-sheet'
import { UserTable } from '@/components/users/user-table'
import { useEditsPublisher, usePublisherRecord } from './use-publisher'

type Props = {
  people: First<PeopleAnswer>
  person?: First<PersonAnswer>
  choices: PersonChoices
}

function Loaded({ publisher, people, person, choices }: Props & { publisher: PublisherAnswer }) {
  const t = useTranslations('publishers.users')
  const { params, go } = useUrl()
  const { edits } = useViewer()
  const client = useQueryClient()
  const [invited, setInvited] = useState<Invited | null>(null)
  const canInvite = useEditsPublisher()(publisher)
  const group: Group = {
    kind: 'publisher',
    id: publisher.incremental_id,
    name: publisher.name,
    editable: canEdit(edits.publishers, publisher.incremental_id),
  }
  return (
    <>
      <TabIntro
        sentence={t('sentence')}
        action={
          canInvite && (
            <Button variant="primary" onClick={() => go(withParams(params, { invite: '1' }))}>
              <UserPlus aria-hidden />
              {t('invite')}
            </Button>
          )
        }
      />
      <InvitedNotice invited={invited} elsewhere={null} onClose={() => setInvited(null)} />
      <UserTable group={group} first={people} />
      <UserSheet group={group} choices={choices} first={person} />
      {canInvite && (
        <InviteUser
          group={group}
          onInvited={(who) => {
            setInvited(who)
            void client.invalidateQueries({ queryKey: [peopleRequest(group).contract.id] })
          }}
        />
      )}
    </>
  )
}

/** A publisher's users. */
export function PublisherUsers({
  number,
  publisher: first,
  ...rest
}: Props & { number: string; publisher: First<{ data: PublisherAnswer }> }) {
  const { record } = usePublisherRecord(number, first)
  // Without one, the frame says why.
  return record ? <Loaded key={record.id} publisher={record} {...rest} /> : null
}
