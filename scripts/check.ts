import { run, type Tool } from './run'

/** What runs side by side, each line in order. Prettier takes one core as long as the others take both. */
const lines: readonly (readonly Tool[])[] = [
  [
    { name: 'tsc', parameters: ['--noEmit', '-p', 'tsconfig.check.json'] },
    { name: 'oxlint', parameters: ['-c', 'oxlint.config.mjs', '--type-aware', '--deny-warnings', '.'] },
  ],
  [{ name: 'prettier', parameters: ['--check', '--cache', '--log-level', 'warn', '.'] }],
]

/** Checks types, lint, import rules, and formatting, all of them even if one fails. @throws Error naming what failed */
export async function check(): Promise<void> {
  const failures: string[] = []
  const runLine = async (tools: readonly Tool[]): Promise<void> => {
    for (const tool of tools)
      await run({ ...tool, holdsOutput: true }).catch((error: unknown) => failures.push(String(error)))
  }
  await Promise.all(lines.map(runLine))
  if (failures.length > 0) throw new Error(failures.join('\n'))
}

if (import.meta.filename === process.argv[1]) {
  await check().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
