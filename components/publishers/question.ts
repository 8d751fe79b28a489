import { queryString, type Params } from '@/components/url/url-state'

export const defaultPublisherSort = 'name'

const asked = ['q', 'state', 'assigned', 'sort', 'page', 'per_page'] as const

/** The publisher list's question to the server, from the page's parameters. */
export function publishersQuestion(params: Params): string {
  return queryString(
    new URLSearchParams(
      asked.flatMap((name) => {
        const value = params.get(name)
        return value ? [[name, value]] : []
      }),
    ),
  )
}
