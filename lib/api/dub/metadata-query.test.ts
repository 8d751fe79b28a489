import { expect, test } from 'vitest'
import { parseMetadataQuery } from './metadata-query'

const is = (name: string, operator: string, value: string) => ({ path: [name], operator, value })

test.each([
  ["metadata['plan']:'pro'", is('plan', '=', 'pro')],
  ['metadata["plan"]="pro"', is('plan', '=', 'pro')],
  ["metadata['plan']!=pro", is('plan', '!=', 'pro')],
  ["metadata['seats'] >= 5", is('seats', '>=', '5')],
  ["metadata['it\\'s'] : 'a \\\\ b'", is("it's", '=', 'a \\ b')],
  ["metadata['a']['b']:1", { path: ['a', 'b'], operator: '=', value: '1' }],
  [
    "metadata['a']:1 OR metadata['b']:2 AND metadata['c']:3",
    { any: [is('a', '=', '1'), { all: [is('b', '=', '2'), is('c', '=', '3')] }] },
  ],
  [
    "(metadata['a']:1 or metadata['b']:2) and metadata['c']<3",
    { all: [{ any: [is('a', '=', '1'), is('b', '=', '2')] }, is('c', '<', '3')] },
  ],
])('%s can be read', (text, query) => {
  expect(parseMetadataQuery(text)).toEqual(query)
})

test.each([
  ['', /must have a comparison .* at its end/],
  ["metadata['plan']", /can’t be read from "metadata\['plan'\]" on/],
  ["plan:'pro'", /can’t be read from "plan:'pro'" on/],
  ["metadata['plan']:'pro", /can’t be read/],
  ["metadata['a']:1 metadata['b']:2", /must have AND or OR between comparisons/],
  ["metadata['a']:1 AND", /must have a comparison .* at its end/],
  ["(metadata['a']:1", /must close every parenthesis/],
  ["metadata['a']:1)", /not "\)"/],
  ["metadata['a']>many", /must compare with a number after >, not "many"/],
  ['('.repeat(21) + "metadata['a']:1" + ')'.repeat(21), /nested more than 20 deep/],
  [Array.from({ length: 51 }, () => "metadata['a']:1").join(' OR '), /at most 50 comparisons/],
])('%s is refused', (text, message) => {
  expect(parseMetadataQuery(text)).toEqual({ message: expect.stringMatching(message) })
})
