import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { restoreBackup } from '@/lib/backup/restore'
import { config } from '@/lib/config'
import { explain } from '@/lib/database/explain'

/** `npm run restore -- FOLDER [--into DIR]`: creates a data directory from a backup, at DATA_DIR by default. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { into: { type: 'string' } } })
  const [source, ...more] = positionals
  if (source === undefined || more.length > 0)
    throw new Error('Choose the backup to restore: npm run restore -- FOLDER [--into DIR]')
  await restoreBackup(source, values.into === undefined ? config().dataDir : resolve(values.into), console.log)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(explain(error))
    process.exit(1)
  },
)
