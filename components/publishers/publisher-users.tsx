'use client'

import { useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, ChartLine, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { publisherDetails, type PublisherSummary } from '@/lib/api/app/publishers/directory.contract'
import { PageLink } from '@/components/url/page-link'
import { ProblemView } from '@/components/problems/problem-view'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { href, keptParams, withParams } from '@/components/url/url-state'
import { useAnswer, type First } from '@/components/api/use-answer'
import { useUrl } from '@/components/url/use-url'
import { InviteUser, type Invited } from '@/components/users/invite-user'
import { InvitedNotice } from '@/components/users/invited-notice'
import { peopleRequest, type Group, type PeopleAnswer, type PersonAnswer } from '@/components/users/people'
import type { PersonChoices } from '@/components/users/person-fields'
import { UserSheet } from '@/components/users/user-sheet'
import { UserTable } from '@/components/users/user-table'
import { StateBadge } from './state-badge'

const code = (chunks: ReactNode) => <span className="font-mono text-sm">{chunks}</span>

type Props = {
  publisher: First<PublisherSummary>
  people: First<PeopleAnswer>
  person?: First<PersonAnswer>
  choices: PersonChoices
}

function Loaded({ publisher, people, person, choices }: Omit<Props, 'publisher'> & { publisher: PublisherSummary }) {
  const t = useTranslations('publishers.details')
  const { params, go } = useUrl()
  const client = useQueryClient()
  const [invited, setInvited] = useState<Invited | null>(null)
  const group: Group = { kind: 'publisher', id: publisher.id, name: publisher.name, editable: publisher.editable }
  const scope = keptParams(params)
  const canInvite = publisher.editable && publisher.state !== 'archived'
  return (
    <PageFrame
      fill
      title={publisher.name}
      sentence={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PageLink
            href={href('/publishers', scope)}
            className="hit-area inline-flex items-center gap-1 text-accent hover:underline"
          >
            <ArrowLeft className="size-4" aria-hidden />
            {t('back')}
          </PageLink>
          <span>{t.rich('id', { id: String(publisher.id), code })}</span>
          <StateBadge state={publisher.state} />
          <span>{publisher.manager ? t('managedBy', { name: publisher.manager.name }) : t('unassigned')}</span>
        </span>
      }
      actions={
        <>
          <Button asChild>
            <PageLink href={href('/overview', withParams(scope, { publisher: String(publisher.id) }))}>
              <ChartLine className="text-muted" aria-hidden />
              {t('clicks')}
            </PageLink>
          </Button>
          {canInvite && (
            <Button variant="primary" onClick={() => go(withParams(params, { invite: '1' }))}>
              <UserPlus aria-hidden />
              {t('invite')}
            </Button>
          )}
        </>
      }
    >
      {publisher.state !== 'active' && <Notice kind="warning">{t('out', { state: publisher.state })}</Notice>}
      {!publisher.editable && <Notice kind="info">{t('viewOnly')}</Notice>}
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
    </PageFrame>
  )
}

/** A publisher and its users. */
export function PublisherUsers({ publisher: first, ...rest }: Props) {
  const t = useTranslations('publishers')
  const { data, problem, retry } = useAnswer({
    contract: publisherDetails,
    params: { id: first.data?.id ?? '' },
    first,
    enabled: first.data !== null,
  })
  if (data) return <Loaded publisher={data} {...rest} />
  return <PageFrame title={t('titleOne')}>{problem && <ProblemView problem={problem} retry={retry} />}</PageFrame>
}
