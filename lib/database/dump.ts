import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import { z } from 'zod'
import type { PrismaClient } from '@/lib/database/generated/client'
import { deploy, migrationsFolder, readMigrations } from './migrate'
import type { Connection } from './postmaster'

/** What's in a dump: the last migration of its schema, and the number of rows per table. */
export const dumpContents = z.object({ migration: z.string(), rows: z.record(z.string(), z.number()) })
export type DumpContents = z.infer<typeof dumpContents>

/** Excluded tables. Visitor hashes can't be traced once the day's salt is gone, but a backup would keep the salt. */
const forgotten = new Set(['VisitorSalt'])

const BATCH = 1000
/** Time limit, in ms: an hour. A dump is one transaction, so that all tables are from the same moment. */
const LONGEST = 3_600_000

/**
 * Writes every table to a file in the folder, one JSON row per line, all from the same moment and without blocking other queries.
 * Unlike PostgreSQL's own files, text works on other machines and with later versions of PostgreSQL, and people can read it.
 */
export async function dumpDatabase(prisma: PrismaClient, folder: string): Promise<DumpContents> {
  return prisma.$transaction(
    async (tx) => {
      const [{ migration }] = z
        .tuple([z.object({ migration: z.string() })])
        .parse(
          await tx.$queryRaw`select max(migration_name) as migration from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
        )
      const rows: Record<string, number> = {}
      for (const table of await tablesOf((sql) => tx.$queryRawUnsafe(sql)))
        if (!forgotten.has(table)) rows[table] = await dumpTable(tx, table, join(folder, `${table}.jsonl`))
      return { migration, rows }
    },
    { isolationLevel: 'RepeatableRead', timeout: LONGEST },
  )
}

/** All tables except unlogged ones, which PostgreSQL empties after a crash, and the list of migrations, which belongs to the schema. */
async function tablesOf(ask: (sql: string) => Promise<unknown>): Promise<string[]> {
  const found = await ask(
    `select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' and relpersistence = 'p' and relname <> '_prisma_migrations' order by 1`,
  )
  return z
    .array(z.object({ name: z.string() }))
    .parse(found)
    .map(({ name }) => name)
}

async function dumpTable(
  tx: Pick<PrismaClient, '$executeRawUnsafe' | '$queryRawUnsafe'>,
  table: string,
  path: string,
): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  let count = 0
  try {
    await tx.$executeRawUnsafe(
      `declare dump no scroll cursor for select row_to_json(t)::text as row from ${escapeIdentifier(table)} t`,
    )
    for (;;) {
      const rows = z.array(z.object({ row: z.string() })).parse(await tx.$queryRawUnsafe(`fetch ${BATCH} from dump`))
      if (rows.length === 0) break
      await file.write(rows.map(({ row }) => `${row}\n`).join(''))
      count += rows.length
    }
    await tx.$executeRawUnsafe('close dump')
    await file.sync()
  } finally {
    await file.close()
  }
  return count
}

/**
 * Fills an empty database with a dump, using the schema the dump was made with. The next start migrates it.
 * @throws Error when the dump is from a newer version, or rows are missing
 */
export async function loadDump(
  connection: Connection,
  folder: string,
  { migration, rows }: DumpContents,
): Promise<void> {
  if (!readMigrations(migrationsFolder).some(({ name }) => name === migration)) {
    throw new Error(
      `The backup was made by a newer version of Tributary (it has the migration ${migration}). Restore it with that version.`,
    )
  }
  await deploy(connection, () => {}, migrationsFolder, migration)
  const client = new Client(connection)
  await client.connect()
  try {
    await client.query('begin')
    // Disables foreign keys, since rows refer to rows of tables loaded later.
    await client.query('set local session_replication_role = replica')
    const tables = await tablesOf(async (sql) => (await client.query(sql)).rows)
    for (const table of tables) {
      // The dump has the current state of any rows that migrations inserted.
      await client.query(`delete from ${escapeIdentifier(table)}`)
      const count = table in rows ? await loadTable(client, table, join(folder, `${table}.jsonl`)) : 0
      if (count !== (rows[table] ?? 0))
        throw new Error(`The backup is damaged: ${table} has ${count} rows instead of ${rows[table]}.`)
    }
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

async function loadTable(client: Client, table: string, path: string): Promise<number> {
  const name = escapeIdentifier(table)
  let count = 0
  const load = async (lines: string[]) => {
    const { rowCount } = await client.query(
      `insert into ${name} select * from json_populate_recordset(null::${name}, $1)`,
      [`[${lines.join(',')}]`],
    )
    count += rowCount ?? 0
  }
  const lines: string[] = []
  for await (const line of linesOf(path)) {
    lines.push(line)
    if (lines.length === BATCH) await load(lines.splice(0))
  }
  if (lines.length > 0) await load(lines)
  return count
}

/** Splits only at line feeds. Node's readline also splits at separators that are valid within JSON. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
