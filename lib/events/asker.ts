import { AsyncLocalStorage } from 'node:async_hooks'
import { singleton } from '@/lib/singleton'

/** Who asks the store. Set once per request, so that no question has to carry it along. */
export type Asker = {
  /** ID of the API operation. */
  operation: string
  /** `page` for the first paint by a server component. */
  surface: 'page' | 'api'
  caller: 'session' | 'apiKey' | 'anonymous'
}

const current = singleton('asker', () => new AsyncLocalStorage<Asker>())

/** Runs work whose queries are logged under this asker. */
export function askAs<T>(asker: Asker, work: () => T): T {
  return current.run(asker, work)
}

/** What the store's query log says about a query: `overview:page:session`, or the name of work that no one asked for. */
export function logComment(work: string | undefined): string {
  const asker = current.getStore()
  return work ?? (asker ? `${asker.operation}:${asker.surface}:${asker.caller}` : 'unnamed')
}
