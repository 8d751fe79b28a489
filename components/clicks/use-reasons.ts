import { useTranslations } from 'next-intl'
import type { FraudFilterKind, UNNAMED_FRAUD } from '@/lib/catalog/rules/fraud-filters'
import type { Reason } from '@/lib/tracking/reasons'
import clickWords from '@/messages/en/clicks.json'
import filterWords from '@/messages/en/fraudFilterGroups.json'

// Every code has words, or this doesn't compile.
const reasonWords: Readonly<Record<Reason | typeof UNNAMED_FRAUD, string>> = clickWords.reasons
const flagWords: Readonly<Record<FraudFilterKind, object>> = filterWords.kinds

const isReason = (code: string): code is keyof typeof reasonWords => Object.hasOwn(reasonWords, code)
const isFlag = (code: string): code is keyof typeof flagWords => Object.hasOwn(flagWords, code)

/** Words for the codes that clicks have: why one was rejected, and which fraud filters caught it. Codes that aren't ours stay as they are. */
export function useReasons() {
  const t = useTranslations('clicks.reasons')
  const kinds = useTranslations('fraudFilterGroups.kinds')
  return {
    reason: (code: string): string => (isReason(code) ? t(code) : code),
    flags: (codes: readonly string[]): string =>
      codes.map((code) => (isFlag(code) ? kinds(`${code}.name`) : code)).join(', '),
  }
}
