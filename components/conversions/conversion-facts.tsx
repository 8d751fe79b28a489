'use client'

import { useTranslations } from 'next-intl'
import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import { Fact, Facts } from '@/components/clicks/facts'
import { CodeFact, DrillFact, LinkFact, SubIdFacts } from '@/components/logs/facts'
import { OriginFacts } from '@/components/logs/origin'
import { PublisherFact, RecordFact } from '@/components/logs/record-fact'
import { monthName } from '@/components/statements/columns'
import { useViewer } from '@/components/shell/viewer'
import { dayInWords, fullTime, money } from '@/components/ui/format'
import { PageLink } from '@/components/url/page-link'
import { href } from '@/components/url/url-state'
import conversionWords from '@/messages/en/conversions.json'
import { StatusBadge } from './status-badge'

const isPriceSource = (source: string): source is keyof typeof conversionWords.sources =>
  Object.hasOwn(conversionWords.sources, source)
const isReporter = (source: string): source is keyof typeof conversionWords.reportedBy =>
  Object.hasOwn(conversionWords.reportedBy, source)

/** A conversion's facts: what it is, what it pays and why that much, and the click or impression that led to it. */
export function ConversionFacts({ conversion }: { conversion: ConversionDetails }) {
  const t = useTranslations('conversions')
  const names = useTranslations('reports.dimensions')
  const { timezone } = useViewer().organization
  const { advertiser, offer, publisher, network, amount, rate, revenue, currency, clickId, clickTime } = conversion
  const { impression, statement } = conversion
  const statementName =
    statement && t('sheet.statementName', { number: String(statement.number), month: monthName(statement.month) })
  const time = clickTime ?? impression?.time
  const priceOf = ({ type, source }: { type: string; source: string | null }) =>
    source !== null && isPriceSource(source) ? t('sheet.price', { type, source: t(`sources.${source}`) }) : type
  const clickPage =
    clickId === null
      ? null
      : href(
          '/clicks',
          new URLSearchParams({
            view: 'single',
            from: conversion.clickDay,
            to: conversion.clickDay,
            click: clickId,
          }),
        )
  const postbacks = href('/postback-log', new URLSearchParams({ from: conversion.day, conversion_id: conversion.id }))
  return (
    <div>
      <Facts title={t('sheet.about')}>
        <Fact name={t('columns.status')}>
          <StatusBadge status={conversion.status} />
        </Fact>
        <RecordFact kind="advertiser" record={advertiser} name={names('advertiser.title')} />
        <RecordFact kind="offer" record={offer} name={names('offer.title')} />
        <Fact name={t('columns.event')}>{conversion.name}</Fact>
        <RecordFact kind="network" record={network} name={names('network.title')} />
        <PublisherFact publisher={publisher} />
        <Fact name={t('sheet.source')}>
          {isReporter(conversion.source) ? t(`reportedBy.${conversion.source}`) : conversion.source}
        </Fact>
        <CodeFact name={t('columns.externalId')} value={conversion.externalId} />
        <CodeFact name={t('columns.id')} value={conversion.id} />
        <Fact name={t('sheet.metadata')} isCode>
          {conversion.metadata === null ? null : JSON.stringify(conversion.metadata)}
        </Fact>
        <LinkFact name={t('sheet.openPostbacks')} href={postbacks} />
      </Facts>
      <OriginFacts origin={conversion} />
      <Facts title={t('sheet.money')}>
        <Fact name={t('columns.amount')}>{amount && money(amount.value, amount.currency)}</Fact>
        <Fact name={t('sheet.rate')}>
          {rate && (rate.day ? t('sheet.rateOn', { rate: rate.value, day: dayInWords(rate.day) }) : rate.value)}
        </Fact>
        <Fact name={t('columns.payout')}>{money(conversion.payout, currency)}</Fact>
        <Fact name={t('sheet.payoutPrice')}>{priceOf(conversion.payoutPrice)}</Fact>
        <Fact name={t('columns.revenue')}>{revenue === null ? null : money(revenue, currency)}</Fact>
        <Fact name={t('sheet.revenuePrice')}>
          {conversion.revenuePrice === null ? null : priceOf(conversion.revenuePrice)}
        </Fact>
        {statement && (
          <Fact name={t('sheet.statement')}>
            {statement.canOpen ? (
              <PageLink href={`/statements/${statement.number}`} className="hit-area text-accent hover:underline">
                {statementName}
              </PageLink>
            ) : (
              statementName
            )}
          </Fact>
        )}
        <Fact name={t('sheet.paymentProcessor')}>{conversion.paymentProcessor}</Fact>
        <Fact name={t('sheet.holdUntil')}>{conversion.holdUntil && fullTime(conversion.holdUntil, timezone)}</Fact>
      </Facts>
      <Facts title={t(impression ? 'sheet.impression' : 'sheet.click')}>
        <Fact name={t('sheet.clickTime')}>{time === undefined ? t('sheet.noClick') : fullTime(time, timezone)}</Fact>
        {impression && <CodeFact name={t('sheet.impressionId')} value={impression.id} />}
        <DrillFact dimension="country" value={conversion.country} />
        <Fact name={t('sheet.location')}>{[conversion.city, conversion.region].filter(Boolean).join(', ')}</Fact>
        <DrillFact dimension="device" value={conversion.device} />
        <DrillFact dimension="browser" value={conversion.browser} />
        <DrillFact dimension="os" value={conversion.os} />
        <Fact name={t('sheet.referrer')} isCode>
          {conversion.referer}
        </Fact>
        <SubIdFacts subIds={conversion.subIds} />
        {clickPage !== null && <LinkFact name={t('sheet.openClick')} href={clickPage} />}
      </Facts>
    </div>
  )
}
