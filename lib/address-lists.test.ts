import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { openAddressLists } from './address-lists'

const folder = mkdtempSync(join(tmpdir(), 'tributary-lists-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a list is a file of addresses and ranges with comments, which is reread when it changes', async () => {
  const file = join(folder, 'data-centers.txt')
  writeFileSync(file, '# Data centers\n203.0.113.0/24 # Acme\r\n\n  2001:db8::/32\nnonsense\n300.1.1.1\n')
  const lines: string[] = []
  const { lists, close } = await openAddressLists(
    { dataCenterList: file },
    { log: (line) => void lines.push(line), check: 5 },
  )
  expect(['203.0.113.9', '2001:db8::1', '198.51.100.1'].map((address) => lists.data_center.has(address))).toEqual([
    true,
    true,
    false,
  ])
  expect(lists.proxy.size).toBe(0)
  expect(lines).toEqual([expect.stringMatching(/^DATA_CENTER_LIST: 2 of 7 lines .* line 5, "nonsense"\.$/)])

  writeFileSync(file, '198.51.100.0/24\n')
  await vi.waitFor(() => expect(lists.data_center.has('198.51.100.1')).toBe(true))
  expect(lists.data_center.has('203.0.113.9')).toBe(false)
  // A list that's gone for a moment doesn't let everyone through.
  rmSync(file)
  await vi.waitFor(() => expect(lines).toHaveLength(2))
  expect(lines[1]).toMatch(/^DATA_CENTER_LIST can't be read: ENOENT/)
  expect(lists.data_center.has('198.51.100.1')).toBe(true)
  writeFileSync(file, '192.0.2.0/24\n')
  await vi.waitFor(() => expect(lists.data_center.has('192.0.2.1')).toBe(true))
  close()
})
