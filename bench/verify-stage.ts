import { z } from 'zod'
import { openEventLog } from '@/lib/events/log'
import { literal } from '@/lib/events/sql'
import { verifyResult } from './shapes'
import { finishStage, stageInput } from './stage'

// Counts each load's clicks in the store after the server has exited.

const input = stageInput(
  z.object({ dataDir: z.string(), runs: z.array(z.object({ run: z.string(), answered: z.number() })) }),
)

const events = await openEventLog({ dataDir: input.dataDir })
await events.flush()
const counted = await events.query({
  work: 'bench',
  sql: literal(`SELECT sub_id AS run, count() AS stored, uniqExact(external_transaction) AS different FROM click
                WHERE utm_source = 'bench' GROUP BY sub_id`),
  row: z.object({ run: z.string(), stored: z.number(), different: z.number() }),
})
await events.close()
finishStage(
  verifyResult.parse(
    input.runs.map(({ run, answered }) => ({
      run,
      answered,
      stored: counted.find((row) => row.run === run)?.stored ?? 0,
      different: counted.find((row) => row.run === run)?.different ?? 0,
    })),
  ),
)
