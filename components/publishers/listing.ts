import { activeStates, type RecordListing } from '@/components/catalog/list'

export const publisherListing: RecordListing = {
  filters: {
    state: activeStates,
    manager_id: 'filter[manager_id]',
    home_country: 'filter[country]',
    tag_id: 'filter[tag_ids]',
  },
  sort: 'name',
}

export const publisherPath = (number: number | string = ''): string =>
  number === '' ? '/publishers' : `/publishers/${number}`
