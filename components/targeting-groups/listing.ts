import { archivedState, type RecordListing } from '@/components/catalog/list'

export const targetingGroupListing: RecordListing = { filters: { state: archivedState }, sort: 'name' }
