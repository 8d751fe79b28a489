import { queryString } from '@/components/url/url-state'

/** The question for what links can consist of. */
export const linkQuestion = (offer: string | number, publisher?: string | number): string =>
  queryString(
    new URLSearchParams({
      offer: String(offer),
      ...(publisher === undefined ? {} : { publisher: String(publisher) }),
    }),
  )
