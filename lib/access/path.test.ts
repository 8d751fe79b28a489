import { expect, test } from 'vitest'
import { readablePath } from './path'

test.each([
  ['/publishers/%E0%A4%A', '/publishers/%25E0%25A4%25A'],
  ['/%?next=%E0', '/%25?next=%E0'],
  ['/publishers/M%C3%BCller?q=100%&r=?', '/publishers/M%C3%BCller?q=100%&r=?'],
  ['/overview', '/overview'],
  ['', ''],
])('turns %s into %s', (url, read) => {
  expect(readablePath(url)).toBe(read)
})
