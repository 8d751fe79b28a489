import type { RecordListing } from '@/components/catalog/list'

export const myOfferListing: RecordListing = {
  filters: {
    state: {
      can_run: { 'filter[access]': 'can_run' },
      waiting: { 'filter[access]': 'waiting' },
      can_apply: { 'filter[access]': 'can_apply' },
    },
    payout_type: 'filter[payout_type]',
    allowed_country: 'filter[allowed_country]',
    category: 'filter[categories]',
  },
  sort: 'name',
}

export const myOfferPath = (number: number | string = ''): string =>
  number === '' ? '/my-offers' : `/my-offers/${number}`
