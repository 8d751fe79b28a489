import { expect, test } from 'vitest'
import type { TargetingRecord } from '@/lib/catalog/records'
import { mismatch } from './targeting'

const visitor = {
  country: 'US',
  region: 'US-CA',
  device: 'Mobile',
  os: 'iOS',
  browser: 'Samsung Internet',
  language: 'pt-BR',
}
const nobody = { country: '', region: '', device: '', os: '', browser: '', language: '' }
const only = (...include: string[]) => ({ include, exclude: [] })
const without = (...exclude: string[]) => ({ include: [], exclude })

test.each<[TargetingRecord, string | undefined]>([
  [{}, undefined],
  [{ country: only() }, undefined],
  [{ country: only('DE', 'US') }, undefined],
  [{ country: only('DE', 'AT') }, 'country'],
  [{ country: without('US') }, 'country'],
  [{ country: without('DE') }, undefined],
  [{ country: { include: ['US'], exclude: ['US'] } }, 'country'],
  [{ region: only('US-CA') }, undefined],
  [{ region: only('US-NY') }, 'region'],
  [{ country: only('US'), region: without('US-CA') }, 'region'],
  [{ device: only('mobile') }, undefined],
  [{ device: only('Desktop') }, 'device'],
  [{ os: only('IOS') }, undefined],
  [{ os: without('ios') }, 'os'],
  [{ browser: only('samsung internet') }, undefined],
  [{ browser: only('Chrome') }, 'browser'],
  [{ language: only('pt') }, undefined],
  [{ language: without('pt') }, 'language'],
  [{ language: only('p') }, 'language'],
  [{ language: only('en'), country: only('DE') }, 'country'],
])('%j doesn’t fit by %s', (targeting, expected) => expect(mismatch(targeting, visitor)).toBe(expected))

test('what’s unknown is on no list', () => {
  for (const dimension of ['country', 'region', 'device', 'os', 'browser', 'language'] as const) {
    expect(mismatch({ [dimension]: only('x') }, nobody)).toBe(dimension)
    expect(mismatch({ [dimension]: without('x') }, nobody)).toBeUndefined()
  }
})
