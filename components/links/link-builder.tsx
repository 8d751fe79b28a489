'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { getLinkOptions, type LinkOptions } from '@/lib/api/app/link-options.contract'
import { publishersResource, type PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { deepLinkFault } from '@/lib/deep-link-hosts'
import { useAnswer, type First } from '@/components/api/use-answer'
import { ReferenceField } from '@/components/catalog/reference-field'
import type { Source } from '@/components/catalog/use-found'
import { ProblemView } from '@/components/problems/problem-view'
import { useViewer } from '@/components/shell/viewer'
import { Notice } from '@/components/ui/notice'
import { Card, Skeleton } from '@/components/ui/small'
import { LinkFields } from './link-fields'
import { noChoice, type LinkChoice } from './link'
import { linkQuestion } from './link-question'
import { LinkResult } from './link-result'

const publishers: Source<PublisherAnswer> = {
  contract: publishersResource.contracts.list,
  option: ({ id, name }) => ({ value: id, label: name }),
}

type Props = {
  /** Its ID or number. */
  offer: string | number
  /** Its ID or number. Without it, publisher users get their own links, and others choose a publisher. */
  publisher?: string | number
  first?: First<LinkOptions>
}

/** Builds a publisher's tracking links for an offer, as people type. */
export function LinkBuilder(props: Props) {
  const isOwn = useViewer().publisher !== null
  return isOwn || props.publisher !== undefined ? <Links {...props} /> : <AnyPublishersLinks {...props} />
}

function AnyPublishersLinks({ offer }: Props) {
  const t = useTranslations('links.publisher')
  const [publisher, setPublisher] = useState('')
  return (
    <div className="space-y-4">
      <div className="max-w-sm">
        <ReferenceField
          field={{ name: 'link_publisher', id: 'link_publisher', error: undefined }}
          label={t('label')}
          help={t('help')}
          source={publishers}
          value={publisher}
          onChange={setPublisher}
          known={null}
          search={t('search')}
        />
      </div>
      {publisher !== '' && <Links offer={offer} publisher={publisher} />}
    </div>
  )
}

function Links({ offer, publisher, first }: Props) {
  const question = linkQuestion(offer, publisher)
  const { data, outdated, problem, retry } = useAnswer({ contract: getLinkOptions, question, first })
  if (problem) return <ProblemView problem={problem} retry={retry} />
  if (!data || outdated) return <LoadingLink />
  // What was chosen for one publisher or offer isn't for another.
  return <Builder key={question} options={data} />
}

function LoadingLink() {
  const t = useTranslations('links')
  return (
    <Card className="space-y-4 p-4 md:p-5" aria-busy aria-label={t('loading')}>
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-9 w-56" />
      <Skeleton className="h-14 w-full" />
      <Skeleton className="h-14 w-full" />
    </Card>
  )
}

function Builder({ options }: { options: LinkOptions }) {
  const t = useTranslations('links')
  const [choice, setChoice] = useState<LinkChoice>(noChoice)
  const { obstacle, deepLinkHosts } = options
  const deepLink = choice.redirect_url.trim()
  const fault = deepLink === '' || !deepLinkHosts ? null : deepLinkFault(deepLink, deepLinkHosts)
  return (
    <Card className="p-4 md:p-5" aria-labelledby="link-builder">
      <h2 id="link-builder" className="mb-3 text-lg font-semibold">
        {t('link')}
      </h2>
      {obstacle && (
        <Notice kind="warning" className="mb-3">
          {t(`obstacles.${obstacle}`, { name: options.publisher.name })}
        </Notice>
      )}
      <LinkResult options={options} choice={choice} isFaulty={fault !== null} />
      <LinkFields
        options={options}
        choice={choice}
        fault={fault}
        onChange={(changes) => setChoice((before) => ({ ...before, ...changes }))}
      />
    </Card>
  )
}
