import { activeStates, archivedState, type RecordListing } from '@/components/catalog/list'

export const publisherListing: RecordListing = {
  filters: {
    state: activeStates,
    manager_id: 'filter[manager_id]',
    home_country: 'filter[country]',
    group_id: 'filter[group_id]',
    tag_id: 'filter[tag_ids]',
  },
  sort: 'name',
}

export const publisherPath = (number: number | string = ''): string =>
  number === '' ? '/publishers' : `/publishers/${number}`

/** A publisher's sub IDs. */
export const subIdListing: RecordListing = { filters: { state: archivedState }, sort: 'external_id' }

const ofPublisher = (number: number | string) => ({ 'filter[publisher_incremental_id]': String(number) })

/** The sub IDs that one publisher can't use. */
export const blockListing = (number: number | string): RecordListing => ({
  asks: ofPublisher(number),
  filters: { state: archivedState, offer_id: 'filter[offer_incremental_id]' },
  sort: '-created_at',
})

/** One publisher's custom payouts. */
export const payoutListing = (number: number | string): RecordListing => ({
  asks: ofPublisher(number),
  filters: { state: archivedState, offer_id: 'filter[offer_incremental_id]' },
  sort: '-created_at',
})

/** A publisher's custom throttles. */
export const throttleListing = (number: number | string): RecordListing => ({
  asks: ofPublisher(number),
  filters: { state: activeStates, offer_id: 'filter[offer_incremental_id]' },
  sort: '-created_at',
})
