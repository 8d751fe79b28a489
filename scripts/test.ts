import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { findBrowser } from './browser'
import { ensureBuild } from './build'
import { check } from './check'
import { run } from './run'

/** `npm test`: types and lint, unit and integration tests on real stores, then user flows in a real browser on a production build. */
async function main(): Promise<void> {
  const results = mkdtempSync(join(tmpdir(), 'tributary-results-'))
  const units = join(results, 'units.json')
  const flows = join(results, 'flows.json')
  const started = Date.now()
  try {
    await timed('checks', check)
    const unitTests = timed('unit and integration tests', () =>
      run({
        name: 'vitest',
        parameters: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${units}`],
        environment: { NODE_ENV: 'test' },
      }),
    )
    // Meanwhile, the build takes what the tests leave of the cores when they wait for a store.
    const build = timed('build beside them', () => ensureBuild(() => {}, constants.priority.PRIORITY_BELOW_NORMAL))
    const outcomes = await Promise.allSettled([unitTests, build])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    const browser = await findBrowser(console.log)
    await timed('browser tests', () =>
      run({
        name: 'playwright',
        parameters: ['test', '--reporter=list,json'],
        environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: flows, ...(browser ? { E2E_BROWSER: browser } : {}) },
      }),
    )
    sayTimes(started)
    report(units, flows)
  } finally {
    rmSync(results, { recursive: true, force: true })
  }
}

/** How long each stage took, in seconds. */
const times = new Map<string, number>()
const secondsSince = (start: number): number => Math.round((Date.now() - start) / 1000)

async function timed(stage: string, work: () => Promise<void>): Promise<void> {
  const started = Date.now()
  await work()
  times.set(stage, secondsSince(started))
}

function sayTimes(started: number): void {
  const stages = [...times].map(([stage, seconds]) => `${stage} ${seconds} s`)
  console.log([...stages, `${secondsSince(started)} s in all`].join(', '))
}

function report(units: string, flows: string): void {
  const vitest = z
    .object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() })
    .parse(JSON.parse(readFileSync(units, 'utf8')))
  const { stats } = z
    .object({
      stats: z.object({ expected: z.number(), unexpected: z.number(), skipped: z.number(), flaky: z.number() }),
    })
    .parse(JSON.parse(readFileSync(flows, 'utf8')))
  const passed = vitest.numPassedTests + stats.expected + stats.flaky
  const failed = vitest.numFailedTests + stats.unexpected
  console.log(`${passed} passed, ${failed} failed, ${vitest.numPendingTests + stats.skipped} skipped`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
