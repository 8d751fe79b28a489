import { activeStates, type RecordListing } from '@/components/catalog/list'

export const offerListing: RecordListing = {
  filters: {
    state: activeStates,
    visibility: 'filter[visibility]',
    payout_type: 'filter[default_payout.payout_type]',
    advertiser_id: 'filter[advertiser_id]',
    category: 'filter[categories]',
    tag_id: 'filter[tag_ids]',
    integration_id: 'filter[integration_id]',
  },
  sort: 'name',
}

export const offerPath = (number: number | string = ''): string => (number === '' ? '/offers' : `/offers/${number}`)
