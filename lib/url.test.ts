import { expect, test } from 'vitest'
import { parseUrl } from './url'

test('a URL is read the same however many were read before', () => {
  let read = 0
  // URL.canParse goes wrong after about 4,000.
  for (let count = 0; count < 20_000; count++) if (parseUrl('https://bücher.example/')) read++
  expect(read).toBe(20_000)
  expect(parseUrl('https://bücher.example/')?.host).toBe('xn--bcher-kva.example')
  expect(parseUrl('/a', 'https://shop.example')?.href).toBe('https://shop.example/a')
  expect(parseUrl('/a')).toBeUndefined()
})
