'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { listLinkTests, type LinkTestAnswer } from '@/lib/api/v2/link-tests.contract'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { useAnswer, type First } from '@/components/api/use-answer'
import type { ListAnswer } from '@/components/catalog/record-list'
import { TabIntro } from '@/components/catalog/tab-intro'
import type { LandingPageAnswer } from '@/components/offer-parts/forms'
import { useOfferPart, type OfferPage } from '@/components/offer-parts/use-offer-part'
import { LinkTestCharts } from './charts'
import { LinkTestLog } from './log'
import { PageStates } from './page-states'
import { pagesQuestion } from './question'
import { TestAll, useTesting } from './testing'

/** The link tests of an offer's landing pages: how each page is, what went wrong lately, and every test. */
export function LinkTests({
  first,
  log,
  ...page
}: OfferPage<LandingPageAnswer> & { log: First<ListAnswer<LinkTestAnswer>> | undefined }) {
  const t = useTranslations('linkTests')
  const queries = useQueryClient()
  const part = useOfferPart(page)
  const answer = useAnswer({
    contract: offerLandingPagesResource.contracts.list,
    params: part?.params ?? {},
    question: pagesQuestion,
    first,
    enabled: part !== null,
  })
  // A test changes its page's state, the charts, and the log.
  const testing = useTesting(part?.params, () => queries.invalidateQueries())
  if (!part) return null
  const pages = answer.data?.data ?? []
  return (
    <div className="space-y-4">
      <TabIntro
        sentence={t('sentence')}
        action={part.isEditable && pages.length > 0 && <TestAll pages={pages} testing={testing} />}
      />
      <PageStates answer={answer} testing={part.isEditable ? testing : undefined} />
      <LinkTestCharts offer={part.offer.incremental_id} />
      <LinkTestLog offer={part.offer.incremental_id} pages={pages} first={log} contract={listLinkTests} />
    </div>
  )
}
