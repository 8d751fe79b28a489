import { archivedState, type RecordListing } from '@/components/catalog/list'

export const exchangeRateListing: RecordListing = { filters: { state: archivedState }, sort: '-valid_from' }
