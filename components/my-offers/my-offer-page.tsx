'use client'

import { ArrowLeft, MousePointerClick } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { LinkOptions } from '@/lib/api/app/link-options.contract'
import { publisherOffersResource, type MyOffer } from '@/lib/api/v2/publisher-offers.contract'
import type { First } from '@/components/api/use-answer'
import { recordHref } from '@/components/catalog/record-list'
import { useRecord } from '@/components/catalog/use-record'
import { LinkBuilder } from '@/components/links/link-builder'
import { ProblemView } from '@/components/problems/problem-view'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'
import { Badge } from '@/components/ui/small'
import { PageLink } from '@/components/url/page-link'
import { href, keptParams, withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { AccessBadge } from './access-badge'
import { AccessNotice } from './access-notice'
import { myOfferPath } from './listing'
import { OfferFigures } from './offer-figures'
import { Caps, Events, LandingPages, Terms, Visitors } from './offer-parts'
import { Part } from './part'
import { payoutInWords } from './words'

const { read, list } = publisherOffersResource.contracts
const code = (chunks: ReactNode) => <span className="font-mono text-sm">{chunks}</span>

/** An offer as a publisher sees it: what it pays, its link or how to get one, and what to know before promoting it. */
export function MyOfferPage({
  number,
  first,
  link,
}: {
  number: string
  first: First<{ data: MyOffer }>
  link?: First<LinkOptions>
}) {
  const t = useTranslations('myOffers')
  const record = useTranslations('catalog.record')
  const { params } = useUrl()
  const { organization } = useViewer()
  const {
    record: offer,
    problem,
    retry,
    reload,
  } = useRecord({ read, list, params: { organizationID: organization.id, offerID: number }, first })
  if (!offer)
    return <PageFrame title={t('titleOne')}>{problem && <ProblemView problem={problem} retry={retry} />}</PageFrame>
  const { incremental_id: id, payout, currency, conversion_name: conversion } = offer
  return (
    <PageFrame
      title={offer.name}
      sentence={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PageLink
            href={recordHref(myOfferPath(), params, 'offer')}
            className="hit-area inline-flex items-center gap-1 text-accent hover:underline"
          >
            <ArrowLeft className="size-4" aria-hidden />
            {t('back')}
          </PageLink>
          <AccessBadge offer={offer} />
          <span className="inline-flex items-center">
            <span>{record.rich('id', { id: String(id), code })}</span>
            <CopyButton label={record('copyId')} text={() => String(id)} className="-my-2 text-muted" />
          </span>
          {offer.categories.length > 0 && <span>{offer.categories.join(', ')}</span>}
        </span>
      }
      actions={
        <Button asChild>
          <PageLink href={href('/clicks', withParams(keptParams(params), { offer: String(id) }))}>
            <MousePointerClick className="text-muted" aria-hidden />
            {t('viewClicks')}
          </PageLink>
        </Button>
      }
    >
      <dl className="flex flex-wrap items-start gap-x-10 gap-y-3">
        <div>
          <dt className="text-sm text-muted">{t('payout.title')}</dt>
          <dd className="flex items-center gap-2 text-xl font-semibold tracking-tight tabular-nums">
            {payoutInWords(payout, { currency, conversion }, t)}
            {payout.is_custom && <Badge>{t('payout.custom')}</Badge>}
          </dd>
        </div>
        <OfferFigures number={id} />
      </dl>
      {offer.restriction_note !== '' && (
        <Notice kind="warning">
          <p className="font-medium">{t('page.restriction')}</p>
          <p className="wrap-break-word whitespace-pre-line">{offer.restriction_note}</p>
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          {offer.access === 'can_run' ? (
            <LinkBuilder offer={id} {...(link && { first: link })} />
          ) : (
            <AccessNotice offer={offer} onApplied={reload} />
          )}
          {offer.description !== '' && (
            <Part title={t('page.description')}>
              <p className="max-w-prose wrap-break-word whitespace-pre-line">{offer.description}</p>
            </Part>
          )}
          <Terms offer={offer} />
        </div>
        <div className="min-w-0 space-y-4">
          <Events offer={offer} />
          <Visitors offer={offer} />
          <Caps offer={offer} />
          <LandingPages offer={offer} />
        </div>
      </div>
    </PageFrame>
  )
}
