'use client'

import type { OfferAnswer } from '@/lib/api/v2/offers.contract'
import type { First } from '@/components/api/use-answer'
import { LinkBuilder } from '@/components/links/link-builder'
import type { TargetingChoices } from '@/components/targeting/targeting-fields'
import { ClickCheck } from './click-check'
import { useViewer } from '@/components/shell/viewer'
import { LastClicks } from './last-clicks'
import { OfferPostback } from './offer-postback'
import { OfferTag } from './offer-tag'
import { useOffer } from './use-offer'

/** Tries an offer out: a publisher's link, how targeting decides, the postback, the script, and what became of the last clicks. */
export function OfferTest({
  number,
  first,
  choices,
  baseUrl,
}: {
  number: string
  first: First<{ data: OfferAnswer }>
  choices: TargetingChoices
  baseUrl: string
}) {
  const { record } = useOffer(number, first)
  const { permissions } = useViewer()
  // Without one, the frame says why.
  if (!record) return null
  return (
    <div className="space-y-4">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {!record.archived && <LinkBuilder offer={record.incremental_id} />}
        <ClickCheck offer={record} choices={choices} />
      </div>
      {permissions.includes('organization:manage') && <OfferPostback offer={record} baseUrl={baseUrl} />}
      <OfferTag offer={record} baseUrl={baseUrl} />
      <LastClicks offer={record.incremental_id} />
    </div>
  )
}
