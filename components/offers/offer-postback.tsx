'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import {
  getOfferPostbackToken,
  getPostbackToken,
  removeOfferPostbackToken,
  replaceOfferPostbackToken,
} from '@/lib/api/app/postback-tokens.contract'
import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import { call } from '@/components/api/call'
import { useAnswer } from '@/components/api/use-answer'
import { ProblemView } from '@/components/problems/problem-view'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'
import { Card, Skeleton } from '@/components/ui/small'

/** What the advertiser's server calls when a visitor converts, and whose security token it uses. For admins, who can read tokens. */
export function OfferPostback({ offer, baseUrl }: { offer: OfferAnswer; baseUrl: string }) {
  const t = useTranslations('offers.postback')
  const params = { id: offer.id }
  const ofOffer = useAnswer({ contract: getOfferPostbackToken, params })
  const ofOrganization = useAnswer({ contract: getPostbackToken })
  const [asking, setAsking] = useState<Confirmation | null>(null)
  const problem = ofOffer.problem ?? ofOrganization.problem
  const retry = () => {
    ofOffer.retry()
    ofOrganization.retry()
  }
  const own = ofOffer.data?.own
  const token = (own ?? ofOrganization.data)?.token

  const give = () =>
    setAsking({
      title: t(own ? 'replaceQuestion' : 'giveQuestion'),
      sentence: t(own ? 'replaceConsequence' : 'giveConsequence'),
      act: t(own ? 'replace' : 'give'),
      acting: t('working'),
      isDanger: true,
      async run() {
        await call(replaceOfferPostbackToken, { params, body: undefined })
        ofOffer.retry()
      },
    })
  const remove = () =>
    setAsking({
      title: t('removeQuestion'),
      sentence: t('removeConsequence'),
      act: t('remove'),
      acting: t('working'),
      isDanger: true,
      async run() {
        await call(removeOfferPostbackToken, { params })
        ofOffer.retry()
      },
    })

  return (
    <Card className="p-4 md:p-5" aria-labelledby="offer-postback">
      <h2 id="offer-postback" className="text-lg font-semibold">
        {t('title')}
      </h2>
      <p className="mt-1 max-w-[72ch] text-muted">{t('sentence')}</p>
      <div className="mt-4 space-y-4">
        {problem ? (
          <ProblemView problem={problem} retry={retry} />
        ) : own === undefined || token === undefined ? (
          <Skeleton className="h-11 w-full" />
        ) : token === null ? (
          <Notice kind="warning">{t('unreadable')}</Notice>
        ) : (
          <Address url={`${baseUrl}/t/postback?transaction_id={click_id}&secure=${token}`} />
        )}
        {own !== undefined && (
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <p className="text-sm text-muted">{t(own ? 'ownToken' : 'sharedToken')}</p>
            {!offer.archived && (
              <div className="flex flex-wrap gap-2">
                {own && (
                  <Button variant="secondary" onClick={remove}>
                    {t('remove')}
                  </Button>
                )}
                <Button variant="secondary" onClick={give}>
                  {t(own ? 'replace' : 'give')}
                </Button>
              </div>
            )}
          </div>
        )}
      </div>
      <Confirm question={asking} onClose={() => setAsking(null)} />
    </Card>
  )
}

function Address({ url }: { url: string }) {
  const t = useTranslations('offers.postback')
  return (
    <div className="flex items-center gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
      <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{url}</code>
      <CopyButton variant="secondary" label={t('copyLabel')} text={() => url}>
        {t('copy')}
      </CopyButton>
    </div>
  )
}
