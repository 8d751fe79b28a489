import { useTranslations } from 'next-intl'
import { withQuestion, type Params } from '@/components/url/url-state'
import type { messages } from '@/messages/en'

/** What the rows are. */
export type Noun = keyof typeof messages.tables.paging.total

/** Where a page of rows is within all of them. */
export type Paging = {
  /** Null while loading. */
  total: { count: number; noun: Noun } | null
  /** Which rows these are, unless they're all there are. */
  part?: { from: number; to: number }
  /** Which page this is, if pages have numbers and there are several. */
  position?: { page: number; pages: number }
  previous: URLSearchParams | null
  next: URLSearchParams | null
}

/** Paging by page numbers. `shown` is how many rows the page has. */
export function numberedPaging(
  params: Params,
  {
    page,
    perPage,
    shown,
    totalCount,
    totalPages,
  }: { page: number; perPage: number; shown: number; totalCount: number; totalPages: number },
  noun: Noun,
): Paging {
  const from = (page - 1) * perPage + 1
  const pageTo = (to: number) => withQuestion(params, { page: String(to) })
  return {
    total: { count: totalCount, noun },
    ...(shown > 0 && totalPages > 1 ? { part: { from, to: from + shown - 1 } } : {}),
    ...(totalPages > 1 && page <= totalPages ? { position: { page, pages: totalPages } } : {}),
    previous: page > 1 ? pageTo(Math.min(page, totalPages + 1) - 1) : null,
    next: page < totalPages ? pageTo(page + 1) : null,
  }
}

export const loadingPaging: Paging = { total: null, previous: null, next: null }

/** `1–50 of 1,234 clicks` */
export function usePagingSummary({ total, part }: Paging): string {
  const t = useTranslations('tables.paging')
  const common = useTranslations('common')
  if (total === null) return common('loading')
  const all = t(`total.${total.noun}`, { count: total.count })
  return part ? t('part', { ...part, total: all }) : all
}
