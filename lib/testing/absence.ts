import { Client } from 'pg'
import { inject } from 'vitest'
import type { TestDatabase } from './database'

/** Makes PostgreSQL unavailable to everyone who uses this database, or available again. The test run's other databases aren't affected. */
export async function setAway(database: TestDatabase, away: boolean): Promise<void> {
  const name = new URL(database.url).pathname.slice(1)
  const client = new Client({ ...inject('postgres'), database: 'postgres' })
  await client.connect()
  try {
    await client.query(`alter database ${name} allow_connections ${!away}`)
    if (away) await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  } finally {
    await client.end()
  }
}
