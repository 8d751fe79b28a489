import { archivedState, type RecordListing } from '@/components/catalog/list'

export const tagListing: RecordListing = { filters: { state: archivedState }, sort: 'name' }
