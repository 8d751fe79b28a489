import { expect, test } from 'vitest'
import { Times } from './measure'
import { ms, times, toMarkdown, toText, type Table } from './report'

test('percentiles are times that occurred', () => {
  const sorted = new Times([5, 1, 4, 2, 3, 10, 7, 8, 9, 6])
  expect([sorted.at(0.1), sorted.median, sorted.at(0.9), sorted.at(0.99), sorted.at(1)]).toEqual([1, 5, 9, 10, 10])
  expect(new Times([3]).at(0.99)).toBe(3)
})

test('figures show only meaningful digits', () => {
  expect([ms(0.84), ms(12.6), ms(1234.5)]).toEqual(['0.8 ms', '13 ms', '1,235 ms'])
  expect([times(30, 20), times(1270, 44)]).toEqual(['1.5 ×', '29 ×'])
})

const table: Table = {
  title: 'Questions',
  note: 'Medians.',
  columns: ['store', 'answer'],
  lines: [
    { what: 'Overview', figures: ['44 ms', '51 ms'], budget: '50 ms', kept: true },
    { what: 'List', figures: ['7.0 ms', '9.1 ms'], budget: '5.0 ms', kept: false },
    { what: 'Other', figures: ['', ''] },
  ],
}

test('formats tables in columns for a terminal', () => {
  expect(toText([table])).toBe(
    [
      'Questions',
      '  Medians.',
      '             store  answer  budget',
      '  Overview   44 ms   51 ms   50 ms         ✓',
      '  List      7.0 ms  9.1 ms  5.0 ms  ✗ missed',
      '  Other',
    ].join('\n'),
  )
})

test('formats tables as Markdown', () => {
  expect(toMarkdown([table]).split('\n')).toEqual([
    '## Questions',
    '',
    'Medians.',
    '',
    '|  | store | answer | budget |  |',
    '| --- | ---: | ---: | ---: | --- |',
    '| Overview | 44 ms | 51 ms | 50 ms | ✓ |',
    '| List | 7.0 ms | 9.1 ms | 5.0 ms | ✗ missed |',
    '| Other |  |  |  |  |',
  ])
})
