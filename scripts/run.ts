import { spawn } from 'node:child_process'
import { join } from 'node:path'

export type Tool = {
  /** A program in node_modules/.bin. */
  name: string
  parameters: readonly string[]
  environment?: Record<string, string>
  /** Prints the output in one piece at the end, so that tools that run at the same time don't mix theirs. */
  holdsOutput?: boolean
}

/** Runs one of the project's tools. @throws Error if it fails */
export function run({ name, parameters, environment = {}, holdsOutput = false }: Tool): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join('node_modules', '.bin', name), parameters, {
      stdio: ['ignore', ...(holdsOutput ? (['pipe', 'pipe'] as const) : (['inherit', 'inherit'] as const))],
      env: { ...process.env, ...environment },
    })
    const held: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => held.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(held))
      if (code === 0) resolve()
      else reject(new Error(`${name} ${parameters.join(' ')} exited with ${code}`))
    })
  })
}
