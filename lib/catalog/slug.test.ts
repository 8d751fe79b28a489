import { assert, constantFrom, oneof, property, string, uniqueArray, array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slugify, Slugs } from './slug'

const names = oneof(
  string({ unit: 'binary' }),
  string({ unit: 'grapheme' }),
  string({ unit: constantFrom('1', '2', '-', ' ', 'a', 'É'), maxLength: 100 }),
)

describe('slugify', () => {
  test.each([
    ['Nordlicht Reisen GmbH', 'nordlicht-reisen-gmbh'],
    ['  Crème  brûlée — Café! ', 'creme-brulee-cafe'],
    ['Straße & Øl', 'strasse-and-ol'],
    ["Trader Joe's", 'trader-joes'],
    ['İstanbul Łódź', 'istanbul-lodz'],
    ['日本', 'publisher'],
    ['2026', 'publisher-2026'],
    ['', 'publisher'],
  ])('turns %j into %j', (name, slug) => {
    expect(slugify(name, 'publisher')).toBe(slug)
  })

  test('returns a valid URL segment and leaves it unchanged when repeated', () => {
    assert(
      property(names, (name) => {
        const slug = slugify(name, 'publisher')
        expect(slug).toMatch(/^(?!\d+$)[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slug.length).toBeLessThanOrEqual(60)
        expect(slugify(slug, 'publisher')).toBe(slug)
      }),
    )
  })
})

test('free slugs never collide', () => {
  assert(
    property(
      array(names, { maxLength: 30 }),
      uniqueArray(constantFrom('a', 'a-2', 'a-3', 'publisher')),
      (several, before) => {
        const taken = new Set<string>(before)
        const slugs = new Slugs(before.map((slug) => ({ slug })))
        for (const name of [...several, 'a', 'a', 'a'.repeat(80), 'a'.repeat(80)]) {
          const slug = slugs.take(slugify(name, 'publisher'))
          expect(taken.has(slug)).toBe(false)
          expect(slug).toMatch(/^(?!\d+$)[a-z0-9]+(-[a-z0-9]+)*$/)
          expect(slug.length).toBeLessThanOrEqual(60)
          taken.add(slug)
        }
      },
    ),
  )
  expect(new Slugs([{ slug: 'a' }, { slug: 'a-2' }]).take('a')).toBe('a-3')
})
