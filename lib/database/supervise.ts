import { setTimeout as sleep } from 'node:timers/promises'
import { hasEnded } from './process'

export type Supervised = {
  /** The server's process ID. While it's down, that of the last one. */
  readonly pid: number
  /** Stops supervising. Resolves when no start is in progress anymore. */
  stop(): Promise<void>
}

export type SuperviseOptions = {
  /** The running server. */
  pid: number
  /** Restarts it. */
  start: (signal: AbortSignal) => Promise<number>
  log: (line: string) => void
  /** Called once when further restarts are pointless. */
  onHopeless: (error: Error) => void
  /** First and longest delay between two attempts, in ms. */
  pause?: { first: number; longest: number }
}

/** How often to check that the server is running, in ms. */
const LOOK = 500

/** A server that ran for less than this, in ms, counts as a failed start. */
const SETTLED = 30_000

/** Consecutive failed starts before giving up. A full disk doesn't count, since someone may free up space. */
const MOST_FAILURES = 6

const fullDisk = /No space left on device|Disk quota exceeded/i

/** Restarts a server whenever it stops unexpectedly: immediately the first time, then with growing delays. */
export function supervise({
  pid: first,
  start,
  log,
  onHopeless,
  pause: { first: shortest, longest } = { first: 1000, longest: 30_000 },
}: SuperviseOptions): Supervised {
  const stopping = new AbortController()
  const { signal } = stopping
  let pid = first
  const rest = (time: number) => sleep(time, undefined, { signal, ref: false }).catch(() => {})

  async function follow(): Promise<void> {
    let failures = 0
    let since = performance.now()
    let reported = ''
    while (!signal.aborted) {
      await rest(LOOK)
      if (signal.aborted || !hasEnded(pid)) continue
      if (performance.now() - since > SETTLED) failures = 0
      log('PostgreSQL stopped unexpectedly. Restarting it.')
      for (let up = false; !up && !signal.aborted;) {
        // No delay the first time.
        if (failures > 0) await rest(Math.min(shortest * 2 ** (failures - 1), longest))
        if (signal.aborted) return
        failures++
        try {
          pid = await start(signal)
          since = performance.now()
          up = true
          log(`PostgreSQL is back (process ${pid}).`)
          reported = ''
        } catch (error) {
          if (signal.aborted) return
          const message = error instanceof Error ? error.message : String(error)
          if (fullDisk.test(message)) {
            failures = Math.min(failures, MOST_FAILURES - 1)
            if (reported !== 'full')
              log("The disk is full, so PostgreSQL can't start. It'll start as soon as there's space.")
            reported = 'full'
          } else if (failures >= MOST_FAILURES) {
            onHopeless(
              new Error(`PostgreSQL stopped and couldn't be restarted after ${MOST_FAILURES} attempts.\n${message}`),
            )
            return
          } else {
            if (reported !== message) log(`${message}\nRetrying.`)
            reported = message
          }
        }
      }
    }
  }

  const following = follow()
  return {
    get pid() {
      return pid
    },
    stop: async () => {
      stopping.abort()
      await following
    },
  }
}
