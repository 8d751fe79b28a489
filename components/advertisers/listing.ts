import { activeStates, type RecordListing } from '@/components/catalog/list'

export const advertiserListing: RecordListing = {
  filters: {
    state: activeStates,
    network_id: 'filter[network_id]',
    manager_id: 'filter[manager_id]',
    tag_id: 'filter[tag_ids]',
  },
  sort: 'name',
}

export const advertiserPath = (number: number | string = ''): string =>
  number === '' ? '/advertisers' : `/advertisers/${number}`
