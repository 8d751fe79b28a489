'use client'

import { useTranslations } from 'next-intl'
import { Fact } from '@/components/clicks/facts'
import { DrillLink } from '@/components/filters/drill-link'
import { plainLabel } from '@/components/filters/labels'
import { PageLink } from '@/components/url/page-link'
import type { Dimension } from '@/components/url/url-state'

// Facts that sheets of several logs have.

/** A fact about one dimension. Clicking its value filters by it. */
export function DrillFact({
  dimension,
  value,
  label,
  version,
}: {
  dimension: Dimension
  value: string | number
  label?: string
  version?: string
}) {
  const t = useTranslations('common')
  const names = useTranslations('reports.dimensions')
  const name = label ?? plainLabel(dimension, String(value), t) ?? String(value)
  return (
    <Fact name={names(`${dimension}.title`)}>
      <DrillLink dimension={dimension} value={String(value)} label={name} className="text-accent">
        {version ? `${name} ${version}` : name}
      </DrillLink>
    </Fact>
  )
}

/** An ID or a parameter, with a button to copy it. Left out if it's empty. */
export function CodeFact({ name, value }: { name: string; value: string }) {
  return (
    <Fact name={name} isCode {...(value ? { copy: value } : {})}>
      {value}
    </Fact>
  )
}

/** A link among facts, such as to the click that a conversion came from. */
export function LinkFact({ name, href }: { name: string; href: string }) {
  return (
    <>
      <dt className="sr-only">{name}</dt>
      <dd className="col-span-2 pt-1">
        <PageLink href={href} className="hit-area text-accent hover:underline">
          {name}
        </PageLink>
      </dd>
    </>
  )
}

/** A visit's sub IDs. */
export function SubIdFacts({ subIds }: { subIds: readonly string[] }) {
  const t = useTranslations('logs.facts')
  return subIds.map((value, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the six have fixed positions
    <CodeFact key={index} name={index === 0 ? t('subId') : t('subIdNumber', { number: index + 1 })} value={value} />
  ))
}
