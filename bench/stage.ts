import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import type { z } from 'zod'

/** Reads the input that runStage passes to this process. */
export function stageInput<T extends z.ZodType>(shape: T): z.infer<T> {
  return shape.parse(JSON.parse(process.argv[2] ?? 'null'))
}

/** Returns the result to runStage and ends the process. */
export function finishStage(result: unknown): never {
  writeSync(1, JSON.stringify(result))
  process.exit(0)
}

/**
 * Runs a stage of the benchmark in its own process, so stages don't affect each other. It logs to standard error and writes its result
 * to standard output as JSON.
 * @throws Error when it fails
 */
export async function runStage<T extends z.ZodType>(
  file: string,
  input: unknown,
  shape: T,
  variables: Record<string, string> = {},
): Promise<z.infer<T>> {
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...variables },
  })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = await once(child, 'close')
  process.removeListener('exit', kill)
  if (code !== 0) throw new Error(`${file} failed (${String(code)}).`)
  return shape.parse(JSON.parse(output))
}
