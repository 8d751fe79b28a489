'use client'

import type { DailyAnswer } from '@/lib/reports/shapes'
import { DrillLink } from '../filters/drill-link'
import { fullDay, number, share } from '../format'
import { Button } from '../ui/button'
import { Blank } from '../ui/notice'
import { Sheet } from '../ui/overlay'
import { UrlLink } from '../url-link'
import { withFilter, withParams, withQuestion } from '../url-state'
import type { Answer } from '../use-answer'
import { useUrl } from '../use-url'
import { dailyRowKey, type DailyRow } from './daily-columns'
import { Fact, Facts } from './facts'

function Body({ row, totals }: { row: DailyRow; totals: DailyAnswer['totals'] }) {
  const { params } = useUrl()
  const { day, advertiser, publisher, network } = row
  const single = withFilter(
    withQuestion(params, { view: 'single', range: null, from: day, to: day, publisher: String(publisher.id), columns: null, sort: null, bots: 'exclude', status: 'Approved' }),
    'advertiser',
    { mode: 'include', values: [String(advertiser.id)] },
  )
  return (
    <>
      <Facts title="Counted">
        <Fact name="Clicks">
          <span className="tabular-nums">
            {number(row.clicks)} <span className="text-muted">({share(row.clicks, totals.clicks)} of the range)</span>
          </span>
        </Fact>
        <Fact name="Unique clicks">
          <span className="tabular-nums">
            {number(row.uniqueClicks)} <span className="text-muted">({share(row.uniqueClicks, row.clicks)} of the clicks)</span>
          </span>
        </Fact>
      </Facts>
      <Facts title="Between">
        <Fact name="Advertiser">
          <DrillLink dimension="advertiser" value={String(advertiser.id)} label={advertiser.name} className="text-accent" />
        </Fact>
        <Fact name="Publisher">{publisher.name}</Fact>
        <Fact name="Network">{network ? <DrillLink dimension="network" value={String(network.id)} label={network.name} className="text-accent" /> : 'None'}</Fact>
      </Facts>
      <Button asChild variant="primary" className="mt-2 w-full">
        <UrlLink to={network ? withFilter(single, 'network', { mode: 'include', values: [String(network.id)] }) : single}>
          Show these {number(row.clicks)} clicks one by one
        </UrlLink>
      </Button>
    </>
  )
}

/** What a daily row is made of, and the way to its clicks. The row has to be on the page that the URL names. */
export function DailySheet({ answer: { data, outdated } }: { answer: Answer<DailyAnswer> }) {
  const { params, go } = useUrl()
  const key = params.get('row')
  const row = data?.rows.find((candidate) => dailyRowKey(candidate) === key)
  return (
    <Sheet
      open={key !== null && data !== undefined}
      onOpenChange={(open) => !open && go(withParams(params, { row: null }))}
      title={row ? row.advertiser.name : 'Daily row'}
      subtitle={row && fullDay(row.day)}
    >
      {row && data ? (
        <Body row={row} totals={data.totals} />
      ) : (
        !outdated && <Blank title="This row is not on this page">It may have moved to another page, or no longer fits the filters.</Blank>
      )}
    </Sheet>
  )
}
