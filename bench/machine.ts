import { readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'

/** What the figures were measured on, in one line each. */
export function describeMachine(): string[] {
  const [processor] = cpus()
  return [
    `${availableParallelism()} cores of ${processor?.model.trim() || 'an unnamed processor'}, ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `${distribution() ?? type()}, kernel ${release()}, ${arch()}`,
    `Node.js ${process.versions.node}`,
  ]
}

/** A busy machine measures something else. */
export function isBusy(): boolean {
  return (loadavg()[0] ?? 0) > availableParallelism() / 2
}

function distribution(): string | undefined {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  } catch {
    return undefined
  }
}
