import { activeStates, archivedState, type RecordListing } from '@/components/catalog/list'

export const landingPageListing: RecordListing = { filters: { state: activeStates }, sort: 'incremental_id' }
export const eventListing: RecordListing = { filters: { state: activeStates }, sort: 'name' }
export const capListing: RecordListing = { filters: { state: activeStates, period: 'filter[period]' }, sort: 'id' }
export const approvalListing: RecordListing = { filters: { decision: 'filter[status]' }, sort: '-updated_at' }

const of = (offer: number) => ({ 'filter[offer_incremental_id]': String(offer) })

/** What's agreed with single publishers about an offer. */
export const payoutListing = (offer: number): RecordListing => ({
  filters: { state: archivedState },
  sort: '-created_at',
  asks: of(offer),
})
export const throttleListing = (offer: number): RecordListing => ({
  filters: { state: activeStates },
  sort: '-created_at',
  asks: of(offer),
})
export const blockListing = (offer: number): RecordListing => ({
  filters: { state: archivedState },
  sort: '-created_at',
  asks: of(offer),
})

/** Asks for the landing pages that clicks can go to, which share them. */
export const sharingQuestion = new URLSearchParams({
  'filter[active]': 'true',
  sort: 'incremental_id',
  'page[size]': '100',
}).toString()
