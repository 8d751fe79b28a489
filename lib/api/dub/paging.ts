import { invalid } from '@/lib/api/problem'

/** How Dub's lists are paged: from an item on, up to one, or by number. */
type Paging = {
  startingAfter?: string | undefined
  endingBefore?: string | undefined
  page?: number | undefined
  pageSize: number
}

/**
 * Where a page of a list is.
 * @throws Problem if the parameters say more than one place
 */
export function placeOf({
  startingAfter,
  endingBefore,
  page,
  pageSize,
}: Paging): { after: string } | { before: string } | { skip: number } {
  if (endingBefore !== undefined) {
    if (startingAfter !== undefined) throw invalid('endingBefore', 'can’t be combined with startingAfter')
    if (page !== undefined) throw invalid('page', 'can’t be combined with endingBefore')
    return { before: endingBefore }
  }
  if (startingAfter !== undefined) {
    if (page !== undefined) throw invalid('page', 'can’t be combined with startingAfter')
    return { after: startingAfter }
  }
  return { skip: ((page ?? 1) - 1) * pageSize }
}
