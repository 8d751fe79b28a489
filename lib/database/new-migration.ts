import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diffSchemas, readMigrations } from './migrate'
import type { Connection } from './postmaster'

/** Valid migration names. */
export const migrationName = /^[a-z0-9]{1,30}(_[a-z0-9]{1,30}){0,5}$/

/**
 * Writes `<time>_<name>/migration.sql`, which migrates from the schema as of the last migration (`schema.prisma` next to the migrations)
 * to `schema`, then saves `schema` as the next starting point.
 * @param connection any PostgreSQL server; nothing is changed there
 * @returns the migration's name, or null when there's no difference
 */
export async function newMigration(
  connection: Connection,
  folder: string,
  schema: string,
  name: string,
): Promise<string | null> {
  if (!migrationName.test(name))
    throw new Error(
      `A migration name must be lowercase words separated by underscores, such as add_customers, not "${name}"`,
    )
  const last = join(folder, 'schema.prisma')
  const sql = await diffSchemas(connection, existsSync(last) ? readFileSync(last, 'utf8') : null, schema)
  if (sql === '') return null
  // Migrations run in name order, so a new one must sort last, even when made within the same second as the last or on a machine whose clock is behind.
  const newest = Number(readMigrations(folder).at(-1)?.name.slice(0, 14) ?? 0)
  const time = Math.max(Number(new Date().toISOString().replace(/\D/g, '').slice(0, 14)), newest + 1)
  const migration = `${time}_${name}`
  mkdirSync(join(folder, migration), { recursive: true })
  writeFileSync(join(folder, migration, 'migration.sql'), sql)
  writeFileSync(last, schema)
  return migration
}
