import { singleton } from '@/lib/singleton'

/** A click on a short link that a page or a server reports, instead of a visitor following the link. */
export type LinkView = {
  domain: string
  key: string
  /** The page that the visitor is on. */
  url: string | undefined
  /** The page that they came from. */
  referrer: string | undefined
  /** The visitor's, as far as it's known. */
  address: string
  userAgent: string
  acceptLanguage: string
}

export type ViewOutcome = { result: 'recorded'; id: string } | { result: 'unknown' } | { result: 'unavailable' }

type Record = (view: LinkView) => Promise<ViewOutcome>

const opened = singleton<{ record: Record | undefined }>('linkViews', () => ({ record: undefined }))

/** Sets what recordLinkView does: the process's tracker. */
export function setLinkViews(record: Record | undefined): void {
  opened.record = record
}

/** Records a click in the process's tracker. It's durable when the outcome says `recorded`. @throws Error if there's no tracker yet */
export function recordLinkView(view: LinkView): Promise<ViewOutcome> {
  if (!opened.record) throw new Error("The tracker isn't there yet.")
  return opened.record(view)
}
