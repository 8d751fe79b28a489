import { useTranslations } from 'next-intl'
import type { PostbackResult } from '@/lib/api/v2/postback-table.contract'
import logWords from '@/messages/en/postbackLog.json'

// Every result has words, or this doesn't compile.
const resultWords: Readonly<Record<PostbackResult, string>> = logWords.results

const isResult = (code: string): code is PostbackResult => Object.hasOwn(resultWords, code)
const isSource = (code: string): code is keyof typeof logWords.sources => Object.hasOwn(logWords.sources, code)

/** What each result means for the reader: good, to be looked at, or bad. */
const tints: Partial<Record<PostbackResult, 'positive' | 'warning' | 'neutral'>> = {
  approved: 'positive',
  delivered: 'positive',
  pending: 'warning',
  duplicate: 'neutral',
  rejected: 'warning',
  test: 'neutral',
}

/** Words for the codes that entries of the log have. Codes that aren't ours stay as they are. */
export function useLogWords() {
  const t = useTranslations('postbackLog')
  return {
    result: (code: string): string => (isResult(code) ? t(`results.${code}`) : code),
    tintOf: (code: string) => (isResult(code) ? (tints[code] ?? 'negative') : 'neutral'),
    source: (code: string): string => (isSource(code) ? t(`sources.${code}`) : code),
  }
}
