import { Client } from 'pg'
import { expect, test } from 'vitest'
import { database } from '@/lib/database/client'
import { testDatabase } from './database'

test('every test database is empty and separate, and the first one becomes the process’s database', async () => {
  const one = await testDatabase()
  const two = await testDatabase()
  await one.prisma.organization.create({ data: { name: 'North', slug: 'north' } })
  expect(await two.prisma.organization.count()).toBe(0)
  expect(await database().prisma.organization.count()).toBe(1)
  const client = new Client(one.url)
  await client.connect()
  expect((await client.query('select slug from "Organization"')).rows).toEqual([{ slug: 'north' }])
  await client.end()
})
