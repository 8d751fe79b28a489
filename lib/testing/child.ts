import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { programArguments, type Program } from './programs'

export type Child = {
  pid: number
  /** The next line it prints. @throws Error if it exits without one */
  line(): Promise<string>
  /** Closes its input. */
  finish(): void
  kill(): void
  /** Its exit code, or the signal that killed it. */
  ended: Promise<number | string>
}

/** Runs one of the project's programs as a separate process. */
export function startChild(file: Program, ...args: string[]): Child {
  return startChildAs(undefined, file, ...args)
}

/** The same, but as another user, which requires root. */
export function startChildAs(user: { uid: number; gid: number } | undefined, file: Program, ...args: string[]): Child {
  const child = spawn(process.execPath, [...programArguments(file), ...args], {
    ...user,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) =>
    typeof code === 'number' ? code : String(signal),
  )
  if (child.pid === undefined) throw new Error(`${file} can't be run`)
  return {
    pid: child.pid,
    line: async () => {
      const next = await lines.next()
      if (next.done) throw new Error(`${file} exited (${await ended}) without another line`)
      return next.value
    },
    finish: () => child.stdin.end(),
    kill: () => void child.kill('SIGKILL'),
    ended,
  }
}
