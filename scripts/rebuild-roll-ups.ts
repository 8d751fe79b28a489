/**
 * npm run events:rebuild
 *
 * Rebuilds the daily roll-ups from their events. The server does this on its own when they don't match; run it after restoring a backup or giving up
 * damaged clicks. With the embedded event store, stop the server first. With a ClickHouse server, trackers can keep running.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { config } from '@/lib/config'
import { lockDataDir } from '@/lib/database/lock'
import { openEventLog, type EventLogOptions } from '@/lib/events/log'

const { dataDir, clickhouseUrl, clickhouseCluster } = config()

async function rebuild(options: EventLogOptions): Promise<void> {
  const events = await openEventLog({ ...options, log: console.log })
  try {
    await events.rebuildRollUps()
  } finally {
    await events.close()
  }
}

async function rebuildEmbedded(): Promise<void> {
  const release = await lockDataDir(dataDir)
  try {
    await rebuild({ dataDir })
  } finally {
    await release()
  }
}

/** Uses its own journal: the one in DATA_DIR may belong to a running tracker. */
async function rebuildServer(url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-rebuild-'))
  try {
    await rebuild({ dataDir: folder, url, ...(clickhouseCluster !== undefined && { cluster: clickhouseCluster }) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

try {
  await (clickhouseUrl === undefined ? rebuildEmbedded() : rebuildServer(clickhouseUrl))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
