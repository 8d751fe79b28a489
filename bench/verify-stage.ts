import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { openEventLog } from '@/lib/events/log'
import { literal } from '@/lib/events/sql'
import { verifyResult } from './shapes'
import { finishStage, stageInput } from './stage'

// Counts the clicks of each load in the store, once the server has ended.

const input = stageInput(z.object({ dataDir: z.string(), runs: z.array(z.object({ run: z.string(), answered: z.number() })) }))

const events = await openEventLog({ dataDir: input.dataDir })
const count = () =>
  events.query({
    operation: 'bench',
    sql: literal(`SELECT sub_id AS run, count() AS stored, uniqExact(external_transaction) AS different FROM click
                  WHERE utm_source = 'bench' GROUP BY sub_id`),
    row: z.object({ run: z.string(), stored: z.number(), different: z.number() }),
  })
/** What was spooled while the store was slow is sent again in the background. */
const until = Date.now() + 60_000
let counted = await count()
const stored = (run: string) => counted.find((row) => row.run === run)?.stored ?? 0
while (input.runs.some(({ run, answered }) => stored(run) < answered) && Date.now() < until) {
  await sleep(250)
  counted = await count()
}
await events.close()
finishStage(
  verifyResult.parse(
    input.runs.map(({ run, answered }) => ({
      run,
      answered,
      stored: stored(run),
      different: counted.find((row) => row.run === run)?.different ?? 0,
    })),
  ),
)
