import { archivedState, type RecordListing } from '@/components/catalog/list'

export const networkListing: RecordListing = { filters: { state: archivedState }, sort: 'name' }

export const networkPath = (number: number | string = ''): string =>
  number === '' ? '/networks' : `/networks/${number}`
