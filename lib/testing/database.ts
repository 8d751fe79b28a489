import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { opened, type Database } from '@/lib/database/client'
import { connectDatabase } from '@/lib/database/connect'
import { afterFile } from './after-file'

export type TestDatabase = Database & {
  /** The DATABASE_URL for another process. */
  url: string
}

/**
 * A new migrated, empty database on the test run's PostgreSQL (about 50 ms). A test file's first one is also what `database()` returns.
 * Closed and dropped after the file's tests. Call it in beforeAll, or at the top level with await.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { template, ...server } = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name} template ${template}`)
  const database = connectDatabase({ ...server, database: name }, 10, console.warn, async () => {
    if (opened.database === database) opened.database = undefined
  })
  opened.database ??= database
  afterFile(async () => {
    await database.close()
    await administer(`drop database ${name} with (force)`)
  })
  return {
    ...database,
    url: `postgresql://${server.user}@localhost:${server.port}/${name}?host=${encodeURIComponent(server.host)}`,
  }
}

async function administer(sql: string): Promise<void> {
  const client = new Client({ ...inject('postgres'), database: 'postgres' })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
