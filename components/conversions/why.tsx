'use client'

import { useTranslations } from 'next-intl'
import type { ConversionDetails } from '@/lib/api/app/conversions/schema'
import { useViewer } from '@/components/shell/viewer'
import { fullTime } from '@/components/ui/format'
import { Badge } from '@/components/ui/small'
import { Notice } from '@/components/ui/notice'
import conversionWords from '@/messages/en/conversions.json'

const isRule = (rule: string): rule is keyof typeof conversionWords.rules => Object.hasOwn(conversionWords.rules, rule)
const isEffect = (effect: string): effect is keyof typeof conversionWords.effects =>
  Object.hasOwn(conversionWords.effects, effect)

const kinds = { Approved: 'info', Pending: 'warning', Rejected: 'error' } as const

/** Why a conversion is pending, rejected, or unpaid, and what happens next. Nothing for one that's approved and paid. */
export function Why({ conversion }: { conversion: ConversionDetails }) {
  const t = useTranslations('conversions.why')
  const { timezone } = useViewer().organization
  const { status, why, decisions, holdUntil } = conversion
  const isPending = status === 'Pending'
  // Several things may hold it up. Only what counts now is shown: someone may have decided since.
  const pending = decisions.filter(({ effect }) => effect === 'pend').map((decision) => decision.why)
  const sentences = [...new Set(isPending && pending.includes(why) ? pending : [why])].filter(Boolean)
  if (sentences.length === 0 && !isPending) return null
  return (
    <Notice kind={kinds[status]}>
      <h3 className="font-medium">{t(status)}</h3>
      {sentences.length === 0 && holdUntil === null && <p>{t('waiting')}</p>}
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {holdUntil !== null ? (
        <p>{t('held', { time: fullTime(holdUntil, timezone) })}</p>
      ) : (
        isPending && sentences.length > 0 && <p>{t('decide')}</p>
      )}
    </Notice>
  )
}

const tints: Readonly<Record<string, 'positive' | 'warning' | 'negative'>> = {
  approve: 'positive',
  pend: 'warning',
  reject: 'negative',
}

/** What decided about a conversion, in order. Nothing for people who can't see it. */
export function Decisions({ conversion: { decisions } }: { conversion: ConversionDetails }) {
  const t = useTranslations('conversions')
  if (decisions.length === 0) return null
  return (
    <section className="border-t pt-4">
      <h3 className="mb-2 text-sm font-semibold text-muted">{t('sheet.decisions')}</h3>
      <ol className="space-y-3">
        {decisions.map(({ rule, effect, why, detail, by }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- their order is all that tells them apart
          <li key={index} className="space-y-0.5">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{isRule(rule) ? t(`rules.${rule}`) : rule}</span>
              {by !== null && <span className="min-w-0 break-words text-muted">{by}</span>}
              <Badge tint={tints[effect] ?? 'neutral'}>{isEffect(effect) ? t(`effects.${effect}`) : effect}</Badge>
            </p>
            {why !== '' && <p className="break-words">{why}</p>}
            {/* When a hold ends is said above, in words. */}
            {detail !== '' && rule !== 'hold' && <p className="text-sm break-words text-muted">{detail}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
