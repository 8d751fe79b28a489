import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import PgBoss from 'pg-boss'
import { describe, expect, inject, test } from 'vitest'
import { temporaryFolder } from '@/lib/testing/temporary-folder'
import { deploy, diffSchemas, migrationsFolder } from './migrate'
import { newMigration } from './new-migration'
import type { Address } from './postmaster'

const { host, port, user, template } = inject('postgres')

async function query(database: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ host, port, user, database })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** An empty database. It isn't dropped, since the server is removed at the end of the run. */
async function emptyDatabase(): Promise<Address> {
  const database = `empty_${randomUUID().replaceAll('-', '')}`
  await query('postgres', `create database ${database}`)
  return { host, port, user, database }
}

/** A folder of migrations. @param all the SQL by name */
function migrations(all: Record<string, string>): string {
  const folder = temporaryFolder()
  for (const [name, sql] of Object.entries(all)) write(folder, name, sql)
  return folder
}

function write(folder: string, name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

function silent(): void {}

describe('deploy', () => {
  test('applies missing migrations in order, logs them, and has nothing to do the next time', async () => {
    const database = await emptyDatabase()
    const folder = migrations({ '1_first': 'create table a (id int);', '2_second': 'alter table a add column b int;' })
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    expect(await deploy(database, log, folder)).toEqual(['1_first', '2_second'])
    expect(lines).toEqual(['Migrated the database: 1_first, 2_second'])
    write(folder, '3_third', 'alter table a add column c int;')
    expect(await deploy(database, log, folder)).toEqual(['3_third'])
    expect(await deploy(database, log, folder)).toEqual([])
    expect(lines).toHaveLength(2)
    expect(await query(database.database, 'select id, b, c from a')).toEqual([])
  })

  test('ignores the background jobs’ schema, in an empty database or a migrated one', async () => {
    const database = await emptyDatabase()
    const folder = migrations({ '1_first': 'create table a (id int);' })
    await query(database.database, PgBoss.getConstructionPlans())
    expect(await deploy(database, silent, folder)).toEqual(['1_first'])
    write(folder, '2_second', 'alter table a add column b int;')
    expect(await deploy(database, silent, folder)).toEqual(['2_second'])
    expect(await query(database.database, 'select count(*)::int as n from pgboss.job')).toEqual([{ n: 0 }])
  })

  test('runs scripts whole, so functions may contain semicolons', async () => {
    const database = await emptyDatabase()
    const body = 'create function f() returns int language plpgsql as $$ declare x int; begin x := 1; return x; end $$;'
    await deploy(
      database,
      silent,
      migrations({ '1_function': `${body}\n-- a comment; with one\ncreate table a (t text default ';');` }),
    )
    expect(await query(database.database, 'select f()')).toEqual([{ f: 1 }])
  })

  test('applies each migration once when several processes start at the same time', async () => {
    const database = await emptyDatabase()
    const folder = migrations({
      '1_slow': 'create table a (id int); select pg_sleep(0.3);',
      '2_next': 'insert into a values (1);',
    })
    const applied = await Promise.all(Array.from({ length: 6 }, () => deploy(database, silent, folder)))
    expect(applied.filter((names) => names.length > 0)).toEqual([['1_slow', '2_next']])
    expect(await query(database.database, 'select id from a')).toEqual([{ id: 1 }])
  })

  test('reports a failed migration with PostgreSQL’s reason, leaves no trace of it, and retries it once it’s fixed', async () => {
    const database = await emptyDatabase()
    const folder = migrations({
      '1_good': 'create table a (id int);',
      '2_bad': 'create table b (id int);\n insert into nowhere values (1);',
    })
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(deploy(database, silent, folder)).rejects.toThrow(
        'The migration 2_bad failed: relation "nowhere" does not exist; line 2',
      )
    }
    expect(await query(database.database, `select to_regclass('a')::text as a, to_regclass('b')::text as b`)).toEqual([
      { a: 'a', b: null },
    ])
    write(folder, '2_bad', 'create table b (id int);')
    expect(await deploy(database, silent, folder)).toEqual(['2_bad'])
    expect(await deploy(database, silent, folder)).toEqual([])
  })

  test('rejects a migration that changed after it was applied', async () => {
    const database = await emptyDatabase()
    const folder = migrations({ '1_first': 'create table a (id int);' })
    await deploy(database, silent, folder)
    write(folder, '1_first', 'create table a (id bigint);')
    await expect(deploy(database, silent, folder)).rejects.toThrow('1_first was changed after')
  })

  test('rejects a database from a newer version', async () => {
    const database = await emptyDatabase()
    await deploy(
      database,
      silent,
      migrations({ '1_first': 'create table a (id int);', '2_newer': 'create table b (id int);' }),
    )
    await expect(deploy(database, silent, migrations({ '1_first': 'create table a (id int);' }))).rejects.toThrow(
      '2_newer',
    )
  })
})

const base = `
datasource db {
  provider = "postgresql"
}
model A {
  id Int @id
}
`

describe('a new migration', () => {
  const address = { host, port, user, database: template }

  test('migrates from the last schema to the current one', async () => {
    const folder = temporaryFolder()
    const first = await newMigration(address, folder, base, 'first')
    expect(first).toMatch(/^\d{14}_first$/)
    expect(await newMigration(address, folder, base, 'again')).toBeNull()
    // A comment changes the text but not the database.
    expect(await newMigration(address, folder, `// said\n${base}`, 'again')).toBeNull()
    const second = await newMigration(
      address,
      folder,
      base.replace('@id', '@id\n name String @default("x")'),
      'add_name',
    )
    expect(readFileSync(join(folder, second ?? '', 'migration.sql'), 'utf8').trim()).toBe(
      `-- AlterTable\nALTER TABLE "A" ADD COLUMN     "name" TEXT NOT NULL DEFAULT 'x';`,
    )
    const database = await emptyDatabase()
    expect(await deploy(database, silent, folder)).toEqual([first, second])
    await query(database.database, 'insert into "A" (id) values (1)')
  })

  test.each(['', 'Add', 'add-name', 'add name', '../up', '_x', 'x_'])('can’t be named %j', async (name) => {
    const folder = temporaryFolder()
    await expect(newMigration(address, folder, base, name)).rejects.toThrow('lowercase words')
    expect(readdirSync(folder)).toEqual([])
  })
})

test('names sort in natural order, and no index depends on that order', async () => {
  const columns = (where: string) =>
    query(
      template,
      `select attrelid::regclass || '.' || attname as column from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'i') and attnum > 0 and not attisdropped
          and relname not like '%prisma%' and ${where}`,
    )
  const isNatural = `attcollation = '"natural"'::regcollation`
  const named = `atttypid = 'text'::regtype and attname in ('name', 'firstName', 'lastName', 'city')`
  expect(await columns(`relkind = 'r' and ${named} and ${isNatural}`)).not.toEqual([])
  expect(
    await columns(`relkind = 'r' and ${named} and not ${isNatural}`),
    'give it the collation "natural" in its migration',
  ).toEqual([])
  // A trigram index has no order.
  const isOrdered = `relam <> (select oid from pg_am where amname = 'gin')`
  expect(
    await columns(`relkind = 'i' and ${isOrdered} and ${isNatural}`),
    'an index in an order that may change',
  ).toEqual([])
})

test('the project’s migrations produce its schema', async () => {
  const folder = temporaryFolder()
  cpSync(migrationsFolder, folder, { recursive: true })
  const last = readFileSync(join(folder, 'schema.prisma'), 'utf8')
  const schema = readFileSync(join(migrationsFolder, '..', 'schema.prisma'), 'utf8')
  const address = { host, port, user, database: template }
  expect(await diffSchemas(address, last, schema), 'run: npm run db:migration -- NAME').toBe('')
  // The migrated database has the same columns and keys as the schema.
  const fresh = await emptyDatabase()
  await query(fresh.database, await diffSchemas(address, null, schema))
  const columns = `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
    where table_schema = 'public' and table_name <> '_prisma_migrations' order by 1, 2`
  expect(await query(template, columns)).toEqual(await query(fresh.database, columns))
  const keys = `select conrelid::regclass::text, conname, pg_get_constraintdef(oid) as definition from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('f', 'p', 'u') and conrelid::regclass::text not like '%prisma%' order by 1, 2`
  expect(await query(template, keys)).toEqual(await query(fresh.database, keys))
})

test('network_catalog upgrades a database with data', async () => {
  const name = '20261128162422_network_catalog'
  const { database, ...server } = await emptyDatabase()
  const address = { ...server, database }
  await deploy(address, silent, migrationsFolder, '20261128134501_invitation_delivery')
  const id = '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4'
  const row = `'${id}', '${id}', 1, 'x', 'X', now()`
  await query(
    database,
    `insert into "Organization" (id, slug, name, "updatedAt") values ('${id}', 'x', 'X', now());
    insert into "Integration" (id, "organizationId", name, "updatedAt") values ('${id}', '${id}', 'X', now());
    insert into "Advertiser" (id, "organizationId", "incrementalId", slug, name, "updatedAt") values (${row});
    insert into "Publisher" (id, "organizationId", "incrementalId", slug, name, "updatedAt") values (${row});
    insert into "Offer" (id, "organizationId", "incrementalId", slug, name, "updatedAt", "integrationId", "advertiserId", "payoutType", payout, "revenueType", revenue) values (${row}, '${id}', '${id}', 'CPS', 12.345678, 'RPA', 9.5);
    insert into "OfferApproval" ("organizationId", "offerId", "publisherId", status, "updatedAt") values ('${id}', '${id}', '${id}', 'Approved', now())`,
  )
  expect(await deploy(address, silent)).toContain(name)
  expect(
    await query(
      database,
      `select p.countries, p."throttleStatus", o.payout::text, o."payoutPercent"::text, o.revenue::text, o."simpleTargeting", a.id is not null as "hasId", a."decidedAt" is not null as "isDecided"
      from "Publisher" p, "Offer" o, "OfferApproval" a`,
    ),
  ).toEqual([
    {
      countries: [],
      throttleStatus: 'Pending',
      payout: '0.000000',
      payoutPercent: '12.345678',
      revenue: '9.500000',
      simpleTargeting: {},
      hasId: true,
      isDecided: true,
    },
  ])
})

test('outgoing_calls keeps what waits, and what was counted', async () => {
  const { database, ...server } = await emptyDatabase()
  const address = { ...server, database }
  await deploy(address, silent, migrationsFolder, '20261129014502_postbacks')
  const id = '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4'
  const click = '0190c8a4-7e1b-7c3a-9d2e-5f60718293a5'
  const row = `'${id}', '${id}', 1, 'x', 'X', now()`
  await query(
    database,
    `insert into "Organization" (id, slug, name, "updatedAt") values ('${id}', 'x', 'X', now());
    insert into "Integration" (id, "organizationId", name, "updatedAt") values ('${id}', '${id}', 'X', now());
    insert into "Advertiser" (id, "organizationId", "incrementalId", slug, name, "updatedAt") values (${row});
    insert into "Offer" (id, "organizationId", "incrementalId", slug, name, "updatedAt", "integrationId", "advertiserId") values (${row}, '${id}', '${id}');
    insert into "ParallelCall" (id, "organizationId", "offerId", url, host, attempts, "retryAt") values ('${click}', '${id}', '${id}', 'https://a.example/', 'a.example', 2, now());
    insert into "ParallelTracking" ("organizationId", "offerId", delivered, failed, "lastError") values ('${id}', '${id}', 7, 1, 'No.')`,
  )
  await deploy(address, silent)
  const calls = `select id, kind::text, "targetId", "clickId", method, url, host, attempts, "dueAt" = "createdAt" as "isDue" from "OutgoingCall"`
  expect(await query(database, calls)).toEqual([
    {
      id: click,
      kind: 'parallel_tracking',
      targetId: id,
      clickId: click,
      method: 'GET',
      url: 'https://a.example/',
      host: 'a.example',
      attempts: 2,
      isDue: true,
    },
  ])
  expect(
    await query(database, `select kind::text, "targetId", delivered, failed, "lastError" from "CallTotal"`),
  ).toEqual([{ kind: 'parallel_tracking', targetId: id, delivered: '7', failed: '1', lastError: 'No.' }])
})
