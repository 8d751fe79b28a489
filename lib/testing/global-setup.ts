import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { deploy } from '@/lib/database/migrate'
import { throwAwayPostgres } from '@/lib/database/throw-away'
import { buildPrograms } from './programs'

declare module 'vitest' {
  interface ProvidedContext {
    /** This test run's PostgreSQL. `template` is a migrated, empty database in it. */
    postgres: { host: string; port: number; user: string; template: string }
  }
}

/** One embedded PostgreSQL for the whole test run, and the programs that tests start. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPrograms()
  const postgres = await throwAwayPostgres()
  try {
    const { host, port, user } = postgres.address
    const template = 'template_tributary'
    const client = new Client(postgres.address)
    await client.connect()
    await client.query(`create database ${template}`)
    await client.end()
    await deploy({ ...postgres.address, database: template }, () => {})
    project.provide('postgres', { host, port, user, template })
    return () => postgres.close()
  } catch (error) {
    await postgres.close()
    throw error
  }
}
