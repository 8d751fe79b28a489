import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Product = {
  dataDir: string
  baseUrl: string
  /** From the log; empty when the product is already set up. */
  setupCode: string
  stop: () => Promise<void>
}

/** Starts the product with embedded stores in a new folder. `stop` shuts it down cleanly and deletes the folder. */
export async function startProduct(
  port: number,
  options: readonly '--demo'[],
  environment: Record<string, string> = {},
): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tributary-e2e-'))
  // Under root, PostgreSQL runs as its own user, which needs access, or its data would go elsewhere.
  chmodSync(dataDir, 0o711)
  const baseUrl = `http://localhost:${port}`
  const server = spawn(process.execPath, ['--import', 'tsx', 'server.ts', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      BASE_URL: baseUrl,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      CLICKHOUSE_URL: '',
      ...environment,
    },
  })
  let output = ''
  server.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  server.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))

  const deadline = Date.now() + 180_000
  while (!output.includes('Tributary is up') || !(await answers(baseUrl))) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`The server did not start:\n${output}`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return {
    dataDir,
    baseUrl,
    setupCode: /Setup code: (\S+)/.exec(output)?.[1] ?? '',
    stop: async () => {
      server.kill('SIGTERM')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function answers(baseUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${baseUrl}/api/openapi.json`)).ok
  } catch {
    return false
  }
}
