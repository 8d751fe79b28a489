import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { findBrowser } from './browser'
import { ensureBuild } from './build'

/** `npm test`: types and lint, unit and integration tests on real stores, then user journeys in a real browser on a production build. */
async function main(): Promise<void> {
  const results = mkdtempSync(join(tmpdir(), 'tributary-results-'))
  try {
    await run('npm', ['run', '--silent', 'check'])
    const units = join(results, 'units.json')
    await run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${units}`], {
      NODE_ENV: 'test',
    })
    await ensureBuild(console.log)
    const browser = await findBrowser(console.log)
    const paths = join(results, 'paths.json')
    await run('npx', ['playwright', 'test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: paths,
      ...(browser ? { E2E_BROWSER: browser } : {}),
    })
    report(units, paths)
  } finally {
    rmSync(results, { recursive: true, force: true })
  }
}

function report(units: string, paths: string): void {
  const vitest = z
    .object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() })
    .parse(JSON.parse(readFileSync(units, 'utf8')))
  const { stats } = z
    .object({
      stats: z.object({ expected: z.number(), unexpected: z.number(), skipped: z.number(), flaky: z.number() }),
    })
    .parse(JSON.parse(readFileSync(paths, 'utf8')))
  const passed = vitest.numPassedTests + stats.expected + stats.flaky
  const failed = vitest.numFailedTests + stats.unexpected
  console.log(`${passed} passed, ${failed} failed, ${vitest.numPendingTests + stats.skipped} skipped`)
}

function run(command: string, parameters: readonly string[], environment: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${parameters.join(' ')} exited with ${code}`)),
    )
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
