import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from '../scripts/build'

/** Starts the product with demo data in a folder of its own; the function it returns stops it and removes the folder. */
export default async function setup(): Promise<() => Promise<void>> {
  await ensureBuild(console.log)
  const dataDir = mkdtempSync(join(tmpdir(), 'tributary-e2e-'))
  // As root, PostgreSQL's own user has to get in, or its data would go elsewhere.
  chmodSync(dataDir, 0o711)
  process.env.E2E_DATA_DIR = dataDir
  const { E2E_PORT: port = '' } = process.env
  const server = spawn(process.execPath, ['--import', 'tsx', 'server.ts', '--demo'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', PORT: port, BASE_URL: `http://localhost:${port}`, DATA_DIR: dataDir, DATABASE_URL: '', CLICKHOUSE_URL: '' },
  })
  let output = ''
  server.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  server.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))

  const deadline = Date.now() + 180_000
  while (!(await answers(`http://localhost:${port}/sign-in`))) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`The server did not start:\n${output}`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return async () => {
    server.kill('SIGTERM')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}
