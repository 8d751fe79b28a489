import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { makeBackup } from '@/lib/backup/backup'
import { requestBackup } from '@/lib/backup/control'
import { refuseHalfRestored } from '@/lib/backup/restore'
import { config } from '@/lib/config'
import { explain } from '@/lib/database/explain'
import { lockDataDir } from '@/lib/database/lock'
import { openDatabase } from '@/lib/database/open'
import { openEventLog } from '@/lib/events/log'

/** `npm run backup -- FOLDER`: backs up everything in DATA_DIR, whether or not the server is running. */
async function main(): Promise<void> {
  const [target, ...more] = process.argv.slice(2)
  if (target === undefined || target.startsWith('-') || more.length > 0)
    throw new Error('Choose a folder for the backup: npm run backup -- FOLDER. It must not exist yet.')
  const { dataDir, databaseUrl, clickhouseUrl, clickhouseCluster } = config()
  if (!existsSync(dataDir))
    throw new Error(
      `The data directory ${dataDir} doesn't exist. Run this command where Tributary runs, with the same DATA_DIR.`,
    )
  const folder = resolve(target)
  if (await requestBackup(dataDir, folder, console.log)) return
  // No server is running, so this process makes the backup.
  const release = await lockDataDir(dataDir)
  try {
    refuseHalfRestored(dataDir)
    const database = await openDatabase({ dataDir, url: databaseUrl, log: console.log })
    try {
      const events = await openEventLog({ dataDir, url: clickhouseUrl, cluster: clickhouseCluster, log: console.log })
      try {
        await makeBackup(
          { dataDir, database, events, embedded: { postgres: !databaseUrl, clickhouse: !clickhouseUrl } },
          folder,
          console.log,
        )
      } finally {
        await events.close()
      }
    } finally {
      await database.close()
    }
  } finally {
    await release()
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error))
    process.exit(1)
  },
)
