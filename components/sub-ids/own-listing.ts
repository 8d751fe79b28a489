import type { RecordListing } from '@/components/catalog/list'

export const ownSubIdListing: RecordListing = { filters: {}, sort: 'name' }
