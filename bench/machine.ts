import { readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'

/** Describes what the figures were measured on, one fact per line. */
export function describeMachine(): string[] {
  const [processor] = cpus()
  return [
    `${availableParallelism()} cores of ${processor?.model.trim() || 'an unnamed processor'}, ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `${distribution() ?? type()}, kernel ${release()}, ${arch()}`,
    `Node.js ${process.versions.node}`,
  ]
}

/** Figures from a busy machine aren't comparable. */
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
