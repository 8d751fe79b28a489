import { archivedState, type RecordListing } from '@/components/catalog/list'

export const campaignListing: RecordListing = {
  filters: {
    state: archivedState,
    publisher_id: 'filter[publisher_incremental_id]',
    campaign_kind: 'filter[kind]',
    campaign_channel: 'filter[channel]',
  },
  sort: '-created_at',
}

export const campaignPath = (id = ''): string => (id === '' ? '/campaigns' : `/campaigns/${id}`)
