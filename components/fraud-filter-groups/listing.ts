import { activeStates, type RecordListing } from '@/components/catalog/list'

export const fraudFilterGroupListing: RecordListing = { filters: { state: activeStates }, sort: 'name' }
