import { activeStates, type RecordListing } from '@/components/catalog/list'

const listing = (asks: Readonly<Record<string, string>> = {}): RecordListing => ({
  asks,
  filters: { state: activeStates, trigger: 'filter[trigger]' },
  sort: 'name',
})

/** All postbacks that the viewer can see. */
export const postbackListing = listing()

/** A publisher's own postbacks. */
export const publisherPostbackListing = (number: number | string) =>
  listing({ 'filter[publisher_incremental_id]': String(number) })

/** Postbacks about only this offer. */
export const offerPostbackListing = (number: number | string) =>
  listing({ 'filter[offer_incremental_id]': String(number) })
