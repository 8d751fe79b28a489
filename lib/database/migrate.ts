import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { z } from 'zod'
import type { Connection } from './postmaster'
import { ScriptError, withSchemaEngine } from './schema-engine'

/** The project's migrations (`<time>_<name>/migration.sql`), and `schema.prisma` as of the last one. */
export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** An arbitrary number that spells "trib". */
const lockKey = 0x74726962

const noFilters = { externalTables: [], externalEnums: [] }

type Migration = { name: string; sql: string }

/**
 * Migrates the database to the newest schema. Works like `prisma migrate deploy`, with the same records. Several processes may run it at once.
 * Each migration is one transaction, so a failed one is simply retried the next time.
 * @param last stops at this migration, to restore a backup from an earlier version
 * @returns names of the migrations applied by this call
 * @throws Error naming the migration that failed and the reason
 */
export async function deploy(
  connection: Connection,
  log: (line: string) => void,
  folder = migrationsFolder,
  last?: string,
): Promise<string[]> {
  const migrations = readMigrations(folder).filter(({ name }) => last === undefined || name <= last)
  const client = new Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    if ((await state(client, migrations)).done) return []
    // A transaction-level lock also works through a pooler, unlike a session-level one.
    await client.query('begin')
    await client.query('set local lock_timeout = 0')
    await client.query('set local statement_timeout = 0')
    await client.query('set local idle_in_transaction_session_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [lockKey])
    const { done, failed } = await state(client, migrations)
    const applied = done ? [] : await apply(connection, migrations, failed, folder)
    await client.query('commit')
    if (applied.length > 0) log(`Migrated the database: ${applied.join(', ')}`)
    return applied
  } finally {
    await client.end()
  }
}

export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map(({ name }) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

const recorded = z.object({ migration_name: z.string(), checksum: z.string(), finished: z.boolean() })

/** Checks without the engine. Loading that takes about 100 ms, and most starts have nothing to migrate. */
async function state(client: Client, migrations: Migration[]): Promise<{ done: boolean; failed: string[] }> {
  const { rows: tables } = await client.query<{ there: boolean }>(
    `select to_regclass('_prisma_migrations') is not null as there`,
  )
  if (!tables[0]?.there) return { done: false, failed: [] }
  const { rows } = await client.query(
    'select migration_name, checksum, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null',
  )
  const records = z.array(recorded).parse(rows)
  for (const { migration_name: name } of records) {
    if (!migrations.some((migration) => migration.name === name)) {
      throw new Error(
        `The database has a migration that this version doesn't know (${name}), so it was used by a newer version. Update Tributary.`,
      )
    }
  }
  for (const migration of migrations) {
    const record = records.find((found) => found.migration_name === migration.name)
    if (record?.finished && record.checksum !== checksum(migration.sql)) {
      throw new Error(
        `The migration ${migration.name} was changed after it was applied. Restore the file and create a new migration instead.`,
      )
    }
  }
  const done = migrations.every(({ name }) => records.some((found) => found.migration_name === name && found.finished))
  return { done, failed: records.filter((found) => !found.finished).map((found) => found.migration_name) }
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}

async function apply(
  connection: Connection,
  migrations: Migration[],
  failed: string[],
  folder: string,
): Promise<string[]> {
  try {
    return await withSchemaEngine(connection, async (engine) => {
      for (const migrationName of failed) await engine.markMigrationRolledBack({ migrationName })
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: {
          baseDir: folder,
          lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
          shadowDbInitScript: '',
          migrationDirectories: migrations.map(({ name, sql }) => ({
            path: name,
            migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
          })),
        },
        filters: noFilters,
      })
      return appliedMigrationNames
    })
  } catch (error) {
    const engine = error instanceof ScriptError ? error.cause : error
    const name = /migration_name="([^"]+)"/.exec(String(engine))?.[1]
    throw new Error(
      `The migration ${name ?? 'of the database'} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}

/**
 * The SQL that migrates from one Prisma schema to another. Empty if they're equivalent.
 * @param connection any PostgreSQL server; the engine needs one but changes nothing there
 */
export async function diffSchemas(connection: Connection, from: string | null, to: string): Promise<string> {
  const { stdout } = await withSchemaEngine(connection, (engine) =>
    engine.diff({
      from: from === null ? { tag: 'empty' } : datamodel(from),
      to: datamodel(to),
      script: true,
      exitCode: null,
      filters: noFilters,
    }),
  )
  return stdout === null || stdout.includes('This is an empty migration') ? '' : stdout
}

function datamodel(content: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] }
}
