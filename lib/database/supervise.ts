import { setTimeout as sleep } from 'node:timers/promises'
import { hasEnded } from './process'

export type Supervised = {
  /** The server's process ID; that of the last one while there is none. */
  readonly pid: number
  /** Lets the server end. Resolves when no start is under way anymore. */
  stop(): Promise<void>
}

export type SuperviseOptions = {
  /** The server that runs. */
  pid: number
  /** Starts it again. */
  start: (signal: AbortSignal) => Promise<number>
  log: (line: string) => void
  /** Called once when starting it again is no use. */
  onHopeless: (error: Error) => void
  /** First and longest pause between two attempts, in ms. */
  pause?: { first: number; longest: number }
}

/** How often we look whether the server is still there, in ms. */
const LOOK = 500

/** One that ran for less than this, in ms, counts as a failed start: it would end again. */
const SETTLED = 30_000

/** Failed starts in a row that make it hopeless. A full disk is none of them, since it's up to people to make room. */
const MOST_FAILURES = 6

const fullDisk = /No space left on device|Disk quota exceeded/i

/** Starts a server again whenever it ends by itself: at once the first time, then after growing pauses. */
export function supervise({ pid: first, start, log, onHopeless, pause: { first: shortest, longest } = { first: 1000, longest: 30_000 } }: SuperviseOptions): Supervised {
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
      for (let up = false; !up && !signal.aborted; ) {
        // The first time at once.
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
            if (reported !== 'full') log("The disk is full, so PostgreSQL can't start. It'll start as soon as there's space.")
            reported = 'full'
          } else if (failures >= MOST_FAILURES) {
            onHopeless(new Error(`PostgreSQL stopped and couldn't be restarted after ${MOST_FAILURES} attempts.\n${message}`))
            return
          } else {
            if (reported !== message) log(`${message}\nTrying again.`)
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
