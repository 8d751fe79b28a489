import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { levelOf } from '@/lib/access/matrix'
import { rolePermissions } from '@/lib/identity/permissions'
import { accessPage } from '@/lib/testing/access-page'
import { matrixFiles, subjectNames } from '@/lib/testing/matrix'
import { matrixRows } from '@/lib/testing/matrix-rows'
import { roleOf } from '@/lib/testing/matrix-world'
import { contracts } from './registry'

// The table of who can do what is complete and documented. The isolation-*.test.ts files check that operations do what it says.

test('every operation has a row', () => {
  expect(Object.keys(matrixRows).toSorted()).toEqual(contracts.map(({ id }) => id).toSorted())
})

test('every kind of data has a test file', () => {
  for (const file of Object.values(matrixFiles)) expect(existsSync(join(import.meta.dirname, file)), file).toBe(true)
})

test('the table never grants more than the role’s permissions', () => {
  for (const { id, access, method } of contracts) {
    const data = matrixRows[id]?.data
    expect(access === 'anyone', id).toBe(data === 'anyone')
    if (access === 'anyone' || data === undefined || data === 'anyone') continue
    for (const subject of subjectNames) {
      const level = levelOf(data, subject, 'own')
      const suffices = level === 'change' || (level === 'see' && method === 'GET')
      if (suffices) expect(rolePermissions[roleOf(subject)], `${id} by ${subject}`).toContain(access)
    }
  }
})

test('docs/access.md matches the table', async () => {
  const rows = contracts.map(({ id, method, path, access, sessionOnly }) => ({
    method,
    path,
    access,
    data: matrixRows[id]?.data ?? 'anyone',
    browserOnly: sessionOnly === true,
  }))
  await expect(accessPage(rows)).toMatchFileSnapshot('../../docs/access.md')
})
