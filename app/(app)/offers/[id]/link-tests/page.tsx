import { LinkTests } from '@/components/link-tests/link-tests'
import { logQuestion, pagesQuestion } from '@/components/link-tests/question'
import { listLinkTests } from '@/lib/api/v2/link-tests.contract'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { callerWith, paramsOf } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { offerPart, type OfferPageProps } from '@/app/(app)/offers/[id]/part'

export default async function OfferLinkTestsPage(props: OfferPageProps) {
  const [part, params, caller] = await Promise.all([
    offerPart(props, offerLandingPagesResource.contracts.list, pagesQuestion),
    paramsOf(props),
    callerWith('advertisers:read'),
  ])
  const offer = part.offer.data?.data.incremental_id
  const log = offer === undefined ? undefined : await firstAnswer(listLinkTests, caller, logQuestion(offer, params))
  return <LinkTests {...part} log={log} />
}
