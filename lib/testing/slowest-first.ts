import { join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The test files that take longest, from 40 to 8 seconds. A name that no longer exists does no harm. */
const slowest = [
  'lib/backup/backup.test.ts',
  'server.test.ts',
  'lib/database/supervise.test.ts',
  'lib/events/upkeep.test.ts',
  'lib/database/open.test.ts',
  'bench/main.test.ts',
  'bench/full-disk.test.ts',
  'lib/api/isolation-clicks.test.ts',
  'lib/api/isolation-people.test.ts',
  'lib/api/isolation-publishers.test.ts',
  'lib/api/bad-requests.test.ts',
  'prisma/demo/load.test.ts',
  'start.test.ts',
  'lib/database/embedded.test.ts',
  'lib/api/away.test.ts',
  'lib/api/auth-github.test.ts',
  'lib/api/v2/users.test.ts',
  'lib/catalog/snapshot.test.ts',
  'lib/reports/question.test.ts',
]

/** Starts the slowest files first, so that no core waits for the other in the end. Vitest itself knows durations only after a first run. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = slowest.findIndex((name) => moduleId === join(this.ctx.config.root, name))
      return index === -1 ? slowest.length : index
    }
    // oxlint-disable-next-line unicorn/no-array-sort -- It's the sequencer's own.
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}
