import type { RecordListing } from '@/components/catalog/list'

export const customerListing: RecordListing = {
  filters: { home_country: 'filter[country]', publisher_id: 'filter[publisher_id]' },
  sort: '-created_at',
}
