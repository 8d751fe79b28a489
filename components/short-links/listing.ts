import type { RecordListing } from '@/components/catalog/list'

export const linkListing: RecordListing = {
  filters: {
    state: { archived: { 'filter[archived]': 'true' } },
    host: 'filter[domain]',
    folder_id: 'filter[folder_id]',
    tag_id: 'filter[tag_ids]',
    publisher_id: 'filter[publisher_incremental_id]',
    campaign_id: 'filter[campaign_id]',
  },
  sort: '-created_at',
}

export const linkPath = (id = ''): string => (id === '' ? '/links' : `/links/${id}`)
