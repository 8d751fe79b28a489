import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded, type EmbeddedPostgres } from './embedded'

/** An empty PostgreSQL in a temporary folder, for tests and tools. It trades durability for speed. close() stops it and removes everything. */
export async function throwAwayPostgres(): Promise<EmbeddedPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tributary-'))
  // When we're root, PostgreSQL runs as another user, who must be able to enter the folder.
  chmodSync(dataDir, 0o711)
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  try {
    const postgres = await startEmbedded({ dataDir, log: () => {}, throwAway: true })
    const stopWatching = watch(postgres.pid, dataDir)
    return {
      ...postgres,
      close: async () => {
        stopWatching()
        await postgres.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** A killed process can't clean up, so a watchdog process stops the server and removes its folder. */
function watch(server: number, folder: string): () => void {
  const script = 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; kill -QUIT "$2"; sleep 1; rm -rf "$3"'
  const watchdog = spawn('/bin/sh', ['-c', script, 'sh', String(process.pid), String(server), folder], {
    detached: true,
    stdio: 'ignore',
  })
  watchdog.on('error', () => {})
  watchdog.unref()
  return () => void watchdog.kill('SIGKILL')
}
