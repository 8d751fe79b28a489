import { listApiKeys, makeApiKey, revokeApiKey } from './app/api-keys'
import { clicksDaily } from './app/clicks/daily'
import { clickDetails } from './app/clicks/details'
import { clicksEvents } from './app/clicks/events'
import { overview } from './app/overview'
import { listPublishers } from './app/publishers'
import { setup } from './app/setup'
import { filterValues } from './app/values'
import type { Operation } from './operation'
import { listClicks } from './v1/clicks'

/** Every operation there is. Documentation and the access test read it; a route whose operation is missing here fails the test. */
export const operations: readonly Operation[] = [
  listClicks,
  overview,
  clicksDaily,
  clicksEvents,
  clickDetails,
  filterValues,
  listPublishers,
  listApiKeys,
  makeApiKey,
  revokeApiKey,
  setup,
]
