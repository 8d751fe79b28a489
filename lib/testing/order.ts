import { join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Test files that each get a new process, because they open stores of their own, change what a process reads only once, or are about processes. */
export const OWN_PROCESS = [
  'lib/backup/backup.test.ts',
  'server.test.ts',
  'lib/database/supervise.test.ts',
  'lib/events/upkeep.test.ts',
  'lib/database/open.test.ts',
  'bench/main.test.ts',
  'bench/full-disk.test.ts',
  'prisma/demo/load.test.ts',
  'start.test.ts',
  'lib/database/embedded.test.ts',
  'lib/database/lock.test.ts',
  'lib/api/away.test.ts',
  'lib/api/auth-github.test.ts',
  'lib/api/auth-route.test.ts',
  'lib/api/rate-limit.test.ts',
  'lib/events/server.test.ts',
  'lib/events/disk.test.ts',
  'lib/events/log.test.ts',
]

/** The other test files that take longest, from a minute and a half to 10 seconds. A name that no longer exists does no harm. */
const SLOWEST = [
  'lib/conversions/kills.test.ts',
  'lib/api/isolation-clicks.test.ts',
  'lib/api/bad-requests.test.ts',
  'lib/reports/question.test.ts',
  'lib/api/isolation-groups.test.ts',
  'lib/api/dub/events.test.ts',
  'lib/api/isolation-publishers.test.ts',
  'lib/tracking/caps-processes.test.ts',
  'prisma/demo/conversions.test.ts',
  'lib/api/isolation-offers.test.ts',
  'lib/api/isolation-terms.test.ts',
  'lib/database/organization.test.ts',
  'lib/api/isolation-people.test.ts',
  'lib/catalog/snapshot.test.ts',
  'lib/tracking/postback.test.ts',
  'lib/api/v2/users.test.ts',
  'lib/api/v2/users-list.test.ts',
  'lib/jobs/start.test.ts',
]

const order = [...OWN_PROCESS, ...SLOWEST]

/**
 * Starts the slowest files first, so that no core waits for the other in the end. Vitest itself knows durations only after a first run. Files that share
 * a process follow those that don't, because vitest reuses a process only for the next file.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = order.findIndex((name) => moduleId === join(this.ctx.config.root, name))
      return index === -1 ? order.length : index
    }
    // oxlint-disable-next-line unicorn/no-array-sort -- It's the sequencer's own.
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}
