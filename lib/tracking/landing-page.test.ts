import { describe, expect, test } from 'vitest'
import type { LandingPageRecord } from '@/lib/catalog/records'
import { chooseLandingPage } from './landing-page'
import { visitorHash } from './visitor'

const page = (incrementalId: number, values: Partial<LandingPageRecord> = {}): LandingPageRecord => ({
  id: String(incrementalId),
  incrementalId,
  offerId: 'offer',
  name: '',
  redirectUrl: '',
  previewUrl: null,
  active: true,
  archived: false,
  hideFromPublishers: false,
  isDefault: false,
  weight: 0,
  ...values,
})
const off = { active: false }
const gone = { archived: true }
const hidden = { hideFromPublishers: true }
const chosen = (pages: LandingPageRecord[], visitor = '7', offer = 1) =>
  chooseLandingPage(pages, visitor, offer)?.incrementalId
const visitors = Array.from({ length: 20_000 }, (_, index) => visitorHash('salt', 'acme', String(index), ''))

describe('without weights', () => {
  test.each([
    ['no pages', [], undefined],
    ['the first', [page(1), page(2)], 1],
    ['the first active one', [page(1, off), page(2, gone), page(3), page(4)], 3],
    ['the default', [page(1), page(2, { isDefault: true })], 2],
    ['the first if the default isn’t active', [page(1), page(2, { isDefault: true, ...off })], 1],
    ['the first if the default is archived', [page(1), page(2, { isDefault: true, ...gone })], 1],
    ['not a hidden one', [page(1, hidden), page(2)], 2],
    ['none if all are hidden', [page(1, hidden)], undefined],
    ['a hidden one if it’s the default', [page(1), page(2, { isDefault: true, ...hidden })], 2],
    ['none if nothing is active', [page(1, off), page(2, gone)], undefined],
  ])('%s', (_, pages, expected) => expect(chosen(pages)).toBe(expected))
})

describe('with weights', () => {
  test('only pages with weights share clicks, however many pages there are', () => {
    expect(chosen([page(1, { isDefault: true }), page(2, { weight: 1 })])).toBe(2)
    expect(chosen([page(1), page(2, { weight: 5, ...hidden })])).toBe(2)
    expect(chosen([page(1), page(2, { weight: 5, ...off }), page(3, { weight: 5, ...gone })])).toBe(1)
  })

  test('pages get their share of visitors', () => {
    const pages = [page(1, { weight: 70 }), page(2), page(3, { weight: 20 }), page(4, { weight: 10 })]
    const counts = new Map<number | undefined, number>()
    for (const visitor of visitors) {
      const number = chosen(pages, visitor)
      counts.set(number, (counts.get(number) ?? 0) + 1)
    }
    expect(new Set(counts.keys())).toEqual(new Set([1, 3, 4]))
    for (const [number, share] of [
      [1, 0.7],
      [3, 0.2],
      [4, 0.1],
    ] as const)
      expect((counts.get(number) ?? 0) / visitors.length).toBeCloseTo(share, 1.5)
  })

  test('a visitor keeps their page, and offers split visitors independently', () => {
    const pages = [page(1, { weight: 1 }), page(2, { weight: 1 })]
    const first = visitors.map((visitor) => chosen(pages, visitor, 1))
    expect(visitors.map((visitor) => chosen(pages, visitor, 1))).toEqual(first)
    const same = visitors.filter((visitor, index) => chosen(pages, visitor, 2) === first[index])
    expect(same.length / visitors.length).toBeCloseTo(0.5, 1.5)
  })
})
