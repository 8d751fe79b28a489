import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diffSchemas, readMigrations } from './migrate'
import type { Connection } from './postmaster'

/** What a migration may be called. */
export const migrationName = /^[a-z0-9]{1,30}(_[a-z0-9]{1,30}){0,5}$/

/**
 * Writes `<time>_<name>/migration.sql` with what leads from the schema at the last migration (`schema.prisma` beside the migrations) to
 * `schema`, and keeps that as the one to start from the next time.
 * @param connection any PostgreSQL; nothing is changed there
 * @returns the migration's name, or null when there is no difference
 */
export async function newMigration(connection: Connection, folder: string, schema: string, name: string): Promise<string | null> {
  if (!migrationName.test(name)) throw new Error(`A migration name must be lowercase words separated by underscores, such as add_customers, not "${name}"`)
  const last = join(folder, 'schema.prisma')
  const sql = await diffSchemas(connection, existsSync(last) ? readFileSync(last, 'utf8') : null, schema)
  if (sql === '') return null
  // Names are their order: one made within the same second as the last, or on a machine whose clock is behind, still comes after it.
  const newest = Number(readMigrations(folder).at(-1)?.name.slice(0, 14) ?? 0)
  const time = Math.max(Number(new Date().toISOString().replace(/\D/g, '').slice(0, 14)), newest + 1)
  const migration = `${time}_${name}`
  mkdirSync(join(folder, migration), { recursive: true })
  writeFileSync(join(folder, migration, 'migration.sql'), sql)
  writeFileSync(last, schema)
  return migration
}
