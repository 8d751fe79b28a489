import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LinkTable } from './link-table'

const idOf = (number: number) => `0199d0a0-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
const organizations = [idOf(1000), idOf(1001)]

const step = fc.record({
  id: fc.nat(40).map(idOf),
  // Few keys, so that links take them from each other.
  key: fc.oneof(
    fc.nat(20).map((number) => `go.example/k${number}`),
    fc.constantFrom('/ö', '/🎉', '/'),
    fc.string(),
  ),
  text: fc.string({ unit: 'grapheme', maxLength: 200 }),
  organization: fc.constantFrom(...organizations),
  deletes: fc.boolean(),
})

test('finds what a Map would', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const table = new LinkTable()
      const expected = new Map<string, { id: string; organizationId: string; text: string }>()
      const forget = (id: string) => {
        for (const [key, row] of expected) if (row.id === id) expected.delete(key)
      }
      for (const { id, key, text, organization, deletes } of steps) {
        forget(id)
        if (deletes) table.delete(id)
        else {
          table.set(id, organization, key, text)
          expected.set(key, { id, organizationId: organization, text })
        }
      }
      for (const { key } of steps) {
        const position = table.find(key)
        expect(position === 0 ? undefined : table.at(position)).toEqual(expected.get(key))
      }
      expect(table.size).toBe(expected.size)
    }),
  )
})

test('grows, knows large rows, and says when it’s mostly garbage', () => {
  const table = new LinkTable()
  const organization = organizations[0] ?? ''
  for (let number = 0; number < 50_000; number++) table.set(idOf(number), organization, `/k${number}`, `t${number}`)
  const large = 'x'.repeat(5 << 20)
  table.set(idOf(60_000), organization, '/large', large)
  table.set(idOf(60_001), organization, '/after', 'small')
  expect(table.at(table.find('/large')).text).toBe(large)
  expect(table.at(table.find('/after'))).toMatchObject({ id: idOf(60_001), text: 'small' })
  for (let number = 0; number < 50_000; number += 2) table.delete(idOf(number))
  const wrong = Array.from({ length: 50_000 }, (_, number) => number).filter((number) => {
    const position = table.find(`/k${number}`)
    return number % 2 === 0 ? position !== 0 : table.at(position).text !== `t${number}`
  })
  expect(wrong).toEqual([])
  expect(table.isWasteful).toBe(false)
  for (let round = 0; round < 10; round++) table.set(idOf(60_000), organization, '/large', large)
  expect(table.isWasteful).toBe(true)
})
