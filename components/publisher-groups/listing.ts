import { archivedState, type RecordListing } from '@/components/catalog/list'

export const publisherGroupListing: RecordListing = { filters: { state: archivedState }, sort: 'name' }
