import { afterAll, vi } from 'vitest'
import { cleanUp } from './after-file'

// Vitest runs this before every test file, also in a process that several files share.

/** In ms. Vitest gives up after a second, which a busy machine can take for anything. A condition that comes true ends the wait at once. */
const PATIENCE = 60_000

const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE, ...options })

// Registered first, so it runs last: what a file opened and changed in its process is gone before the next one.
afterAll(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  await cleanUp()
})
