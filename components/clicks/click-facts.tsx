'use client'

import type { ReactNode } from 'react'
import type { ClickDetails } from '@/lib/reports/shapes'
import { DrillLink } from '../filters/drill-link'
import { capitalised, countryName, money } from '../format'
import type { Dimension } from '../url-state'
import { Fact, Facts } from './facts'
import { StatusBadge } from './status-badge'

const known = (values: (string | null)[]) => values.some((value) => value !== null && value !== '')

function Drill({ dimension, value, label }: { dimension: Dimension; value: string | number; label: string }): ReactNode {
  return <DrillLink dimension={dimension} value={String(value)} label={label} className="text-accent" />
}

function place(click: ClickDetails): string {
  return [click.city, click.region].filter(Boolean).join(', ')
}

/** One click in words, grouped by what people look for: what became of it, where it went, who it was. */
export function ClickFacts({ click }: { click: ClickDetails }) {
  const { utm } = click
  return (
    <>
      <Facts title="Outcome">
        <Fact name="Status">
          <StatusBadge click={click} />
        </Fact>
        <Fact name="Reason">{click.reason}</Fact>
        <Fact name="Payout">{click.status === 'Approved' ? money(click.payout, click.currency) : null}</Fact>
        <Fact name="Revenue">{click.revenue !== null && click.status === 'Approved' ? money(click.revenue, click.currency) : null}</Fact>
        <Fact name="Click id" isCode copy={click.id}>
          {click.id}
        </Fact>
      </Facts>
      <Facts title="Offer">
        <Fact name="Advertiser">
          <Drill dimension="advertiser" value={click.advertiser.id} label={click.advertiser.name} />
        </Fact>
        <Fact name="Offer">
          <Drill dimension="offer" value={click.offer.id} label={click.offer.name} />
        </Fact>
        <Fact name="Landing page">{click.landingPage?.name}</Fact>
        <Fact name="Network">{click.network && <Drill dimension="network" value={click.network.id} label={click.network.name} />}</Fact>
        <Fact name="Publisher">{click.publisher.name}</Fact>
        <Fact name="Campaign">{click.campaign && <Drill dimension="campaign" value={click.campaign.id} label={click.campaign.name} />}</Fact>
        <Fact name="Channel">{click.channel}</Fact>
        <Fact name="Sent to" isCode copy={click.url}>
          {click.url}
        </Fact>
      </Facts>
      <Facts title="Visitor">
        <Fact name="Country">
          <Drill dimension="country" value={click.country} label={countryName(click.country)} />
        </Fact>
        <Fact name="Place">{place(click)}</Fact>
        <Fact name="Coordinates">{click.latitude !== null && click.longitude !== null ? `${click.latitude.toFixed(2)}, ${click.longitude.toFixed(2)}` : null}</Fact>
        <Fact name="Time zone">{click.timezone}</Fact>
        <Fact name="Device">
          <Drill dimension="device" value={click.device} label={capitalised(click.device)} />
        </Fact>
        <Fact name="Browser">
          <Drill dimension="browser" value={click.browser} label={[click.browser || 'Unknown', click.browserVersion].filter(Boolean).join(' ')} />
        </Fact>
        <Fact name="Operating system">
          <Drill dimension="os" value={click.os} label={[click.os || 'Unknown', click.osVersion].filter(Boolean).join(' ')} />
        </Fact>
        <Fact name="Language">{click.language}</Fact>
        <Fact name="IP address" isCode>
          {click.ip}
        </Fact>
        <Fact name="User agent" isCode>
          {click.userAgent}
        </Fact>
      </Facts>
      <Facts title="Source">
        <Fact name="Referrer" isCode>
          {click.referer || 'None, or not sent'}
        </Fact>
        <Fact name="utm_source">{utm.source}</Fact>
        <Fact name="utm_medium">{utm.medium}</Fact>
        <Fact name="utm_campaign">{utm.campaign}</Fact>
        <Fact name="utm_term">{utm.term}</Fact>
        <Fact name="utm_content">{utm.content}</Fact>
      </Facts>
      {known([...click.subIds, click.externalTransactionId, ...Object.values(click.extra)]) && (
        <Facts title="Passed along">
          {click.subIds.map((value, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the six have fixed places
            <Fact key={index} name={`Sub id${index === 0 ? '' : ` ${index + 1}`}`} isCode {...(value ? { copy: value } : {})}>
              {value}
            </Fact>
          ))}
          <Fact name="Transaction" isCode {...(click.externalTransactionId ? { copy: click.externalTransactionId } : {})}>
            {click.externalTransactionId}
          </Fact>
          {Object.entries(click.extra).map(([name, value]) => (
            <Fact key={name} name={name} isCode>
              {value}
            </Fact>
          ))}
        </Facts>
      )}
    </>
  )
}
