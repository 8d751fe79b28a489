import { vi } from 'vitest'

/** In ms. Vitest gives up after a second, which a busy machine can take for anything. A condition that comes true ends the wait at once. */
const PATIENCE = 60_000

const { waitFor } = vi
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE, ...options })
