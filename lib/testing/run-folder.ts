import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** Several times what a test run stores, in bytes. */
const ROOM = 4e9

/**
 * Makes a folder the temporary folder of this process and its children, and removes it when this process exits. It's in memory where there's room:
 * a run creates and deletes tens of thousands of PostgreSQL files, which takes a disk's file system as much of the processor as the tests themselves.
 */
export function enterRunFolder(): void {
  // A process that already runs in one, such as a Playwright worker.
  if (process.env.TEST_RUN_FOLDER) return
  const folder = inMemory() ?? mkdtempSync(join(tmpdir(), 'tributary-run-'))
  // Some tests run processes as other users.
  chmodSync(folder, 0o1777)
  process.env.TEST_RUN_FOLDER = folder
  process.env.TMPDIR = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  removeAfterKill(folder)
}

/** A killed process can't clean up, so a watchdog process does, once the watchdog of throwAwayPostgres has stopped the server in the folder. */
function removeAfterKill(folder: string): void {
  const script = 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; sleep 5; rm -rf "$2"'
  spawn('/bin/sh', ['-c', script, 'sh', String(process.pid), folder], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref()
}

/** A new folder in memory, or undefined if there's little room or it doesn't run programs, as in many containers. */
function inMemory(): string | undefined {
  if (!existsSync(MEMORY) || process.availableMemory() < 2 * ROOM) return
  const { bavail, bsize } = statfsSync(MEMORY)
  if (bavail * bsize < ROOM) return
  const folder = mkdtempSync(join(MEMORY, 'tributary-run-'))
  const program = join(folder, 'program')
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 })
  if (spawnSync(program).status === 0) return folder
  rmSync(folder, { recursive: true })
}
