import { setLinkViews } from '@/lib/catalog/link-views'
import { afterFile } from './after-file'

/** Answers the views that API calls of this test file report. No link is known unless `record` says otherwise. */
export function provideLinkViews(
  record: NonNullable<Parameters<typeof setLinkViews>[0]> = () => Promise.resolve({ result: 'unknown' }),
): void {
  setLinkViews(record)
  afterFile(() => setLinkViews(undefined))
}
