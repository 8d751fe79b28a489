'use client'

import { BadgeCheck, MousePointerClick, UserPlus, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import type { ConversionSummary } from '@/lib/api/app/conversions/schema'
import type { CustomerJourney } from '@/lib/api/app/customers.contract'
import { StatusBadge } from '@/components/conversions/status-badge'
import { useViewer } from '@/components/shell/viewer'
import { countryName, fullTime, money } from '@/components/ui/format'
import { PageLink } from '@/components/url/page-link'
import { href } from '@/components/url/url-state'
import { localTime } from '@/lib/days'

/** One thing that happened, with a line to the next one. */
function Step({
  icon: Icon,
  title,
  time,
  children,
}: {
  icon: LucideIcon
  title: ReactNode
  time: string
  children?: ReactNode
}) {
  const { timezone } = useViewer().organization
  return (
    <li className="group relative flex gap-3 pb-5 last:pb-0">
      <span aria-hidden className="absolute top-8 bottom-0 left-3.5 w-px bg-border group-last:hidden" />
      <span className="flex size-7 shrink-0 items-center justify-center rounded-full border bg-surface" aria-hidden>
        <Icon className="size-3.5 text-muted" />
      </span>
      <div className="min-w-0 flex-1 space-y-1 pt-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="flex min-w-0 flex-wrap items-center gap-2 font-medium break-words">{title}</span>
          <time dateTime={time} className="text-sm text-muted tabular-nums">
            {fullTime(time, timezone)}
          </time>
        </p>
        {children}
      </div>
    </li>
  )
}

/** What there is to say, separated by dots. */
function Line({ parts }: { parts: readonly (string | false | null | undefined)[] }) {
  const shown = parts.filter(Boolean)
  return shown.length > 0 && <p className="break-words text-muted">{shown.join(' · ')}</p>
}

const linkClass = 'hit-area text-accent hover:underline'

/** Where a click or a conversion opens in its log. */
function useLogHref() {
  const { timezone } = useViewer().organization
  return (path: string, time: string, opens: Readonly<Record<string, string>>) => {
    const day = localTime(new Date(time), timezone).slice(0, 10)
    return href(path, new URLSearchParams({ ...opens, from: day, to: day }))
  }
}

function FirstClick({ click }: { click: NonNullable<CustomerJourney['click']> }) {
  const t = useTranslations('customers.journey')
  const { seesMany } = useViewer()
  const hrefIn = useLogHref()
  const place = [click.city, click.region, click.country && countryName(click.country)].filter(Boolean).join(', ')
  const source = click.refererHost ? t('from', { host: click.refererHost }) : t('noReferrer')
  return (
    <Step icon={MousePointerClick} title={t('firstClick')} time={click.time}>
      <Line parts={[place, click.device, click.browser, click.os]} />
      <Line
        parts={[
          source,
          click.offer.id !== 0 && click.offer.name,
          click.campaign && t('campaign', { name: click.campaign.name }),
          seesMany && click.publisher.id !== 0 && click.publisher.name,
        ]}
      />
      <p>
        <PageLink href={hrefIn('/clicks', click.time, { view: 'single', click: click.id })} className={linkClass}>
          {t('openClick')}
        </PageLink>
      </p>
    </Step>
  )
}

function Converted({ conversion }: { conversion: ConversionSummary }) {
  const t = useTranslations('customers.journey')
  const hrefIn = useLogHref()
  const { amount, payout, currency, offer, status, time, why } = conversion
  return (
    <Step
      icon={BadgeCheck}
      title={
        <>
          {conversion.name}
          <StatusBadge status={status} />
        </>
      }
      time={time}
    >
      {why !== '' && <p className="break-words">{why}</p>}
      <Line
        parts={[
          amount && t('amount', { amount: money(amount.value, amount.currency) }),
          t('payout', { payout: money(payout, currency) }),
          offer.id !== 0 && offer.name,
        ]}
      />
      <p>
        <PageLink href={hrefIn('/conversions', time, { item: conversion.id })} className={linkClass}>
          {t('openConversion')}
        </PageLink>
      </p>
    </Step>
  )
}

/** How someone became a customer and what they did since, in order. */
export function Journey({ customer }: { customer: CustomerJourney }) {
  const t = useTranslations('customers.journey')
  const { click, conversions, conversions_count: count } = customer
  // Conversions from later clicks show when these were.
  const later = conversions.filter(
    ({ clickId }, index) =>
      clickId !== null && clickId !== click?.id && conversions.findIndex((one) => one.clickId === clickId) === index,
  )
  const steps = [
    ...later.flatMap(({ clickId, clickTime }) =>
      clickTime === null
        ? []
        : [
            {
              time: clickTime,
              key: clickId,
              step: <Step icon={MousePointerClick} title={t('click')} time={clickTime} />,
            },
          ],
    ),
    ...conversions.map((conversion) => ({
      time: conversion.time,
      key: conversion.id,
      step: <Converted conversion={conversion} />,
    })),
  ].toSorted((a, b) => a.time.localeCompare(b.time))
  return (
    <section className="border-t pt-4">
      <h3 className="mb-3 text-sm font-semibold text-muted">{t('title')}</h3>
      <ol>
        {click ? (
          <FirstClick click={click} />
        ) : (
          <Step icon={UserPlus} title={t('created')} time={customer.created_at}>
            <p className="text-muted">{t('noClick')}</p>
          </Step>
        )}
        {steps.map(({ key, step }) => (
          <Fragment key={key}>{step}</Fragment>
        ))}
      </ol>
      {count === 0 && <p className="mt-4 text-muted">{t('nothing')}</p>}
      {count > conversions.length && (
        <p className="mt-4 text-muted">{t('more', { count: count - conversions.length })}</p>
      )}
    </section>
  )
}
