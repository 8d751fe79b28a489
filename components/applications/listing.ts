import type { RecordListing } from '@/components/catalog/list'

/** Applications that wait for a decision, oldest first. */
export const waitingListing: RecordListing = {
  filters: {},
  sort: 'applied_at',
  asks: { 'filter[status]': 'Pending' },
}

/** Applications that were decided, the latest first. What was decided without one has no time of application. */
export const decidedListing: RecordListing = {
  filters: { decision: 'filter[status]' },
  sort: '-decided_at',
  asks: { 'filter[applied_at][gt]': '1970-01-01', 'filter[status][in]': 'Approved,Rejected' },
}

/** Asks how many applications wait. One row is the least that the list answers with. */
export const waitingQuestion = new URLSearchParams({ 'filter[status]': 'Pending', 'page[size]': '1' }).toString()

export const applicationsPath = '/applications'
