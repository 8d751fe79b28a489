'use client'

import { useTranslations } from 'next-intl'
import type { LinkOptions } from '@/lib/api/app/link-options.contract'
import type { First } from '@/components/api/use-answer'
import { TabIntro } from '@/components/catalog/tab-intro'
import { LinkBuilder } from '@/components/links/link-builder'
import { Blank } from '@/components/ui/notice'
import { Card } from '@/components/ui/small'
import { useUrl } from '@/components/url/use-url'
import { OfferChoiceField } from './offer-picker'

/** Builds a publisher's tracking links for one offer after the other. */
export function PublisherLinks({ number, first }: { number: string; first?: First<LinkOptions> | undefined }) {
  const t = useTranslations('publishers.links')
  const { params } = useUrl()
  const offer = params.get('offer_id')
  return (
    <div className="max-w-[56rem] space-y-4">
      <TabIntro sentence={t('sentence')} />
      <OfferChoiceField publisherID={number} />
      {offer === null ? (
        <Card>
          <Blank title={t('empty')}>{t('emptySentence')}</Blank>
        </Card>
      ) : (
        <LinkBuilder offer={offer} publisher={number} {...(first ? { first } : {})} />
      )}
    </div>
  )
}
