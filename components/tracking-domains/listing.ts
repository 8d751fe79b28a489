import { activeStates, type RecordListing } from '@/components/catalog/list'

export const domainListing: RecordListing = { filters: { state: activeStates }, sort: 'host' }
