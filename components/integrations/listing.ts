import { activeStates, type RecordListing } from '@/components/catalog/list'

export const integrationListing: RecordListing = { filters: { state: activeStates }, sort: 'name' }
