import { expect, test } from 'vitest'
import type { Column } from './column'
import { columnsParameter, visibleColumns } from './column'
import { toCsv } from './csv'

type Row = { name: string; clicks: number }
const columns: Column<Row>[] = [
  { id: 'name', name: 'Name', cell: () => null, text: ({ name }) => name, width: '8rem', onPhones: true },
  { id: 'clicks', name: 'Clicks', cell: () => null, text: ({ clicks }) => clicks, width: '4rem', onPhones: true },
  { id: 'extra', name: 'Extra', cell: () => null, text: () => '', width: '4rem', isExtra: true },
]

test('writes a header and the rows, with formulas defused', () => {
  const rows = [
    { name: 'plain', clicks: 12345 },
    { name: 'a "b", c', clicks: -1 },
    { name: '=HYPERLINK("http://x")', clicks: 0 },
  ]
  expect(toCsv(columns.slice(0, 2), rows)).toBe(
    'Name,Clicks\r\nplain,12345\r\n"a ""b"", c",-1\r\n"\'=HYPERLINK(""http://x"")",0\r\n',
  )
})

test('times are in the same zone as on screen, which the header names', () => {
  const time: Column<{ at: string }> = {
    id: 'time',
    name: 'Time',
    cell: () => null,
    text: ({ at }) => at,
    width: '8rem',
    zone: 'Europe/Berlin',
  }
  expect(toCsv([time], [{ at: '2026-07-01T22:30:05.678Z' }])).toBe('Time (Europe/Berlin)\r\n2026-07-02 00:30:05\r\n')
})

test('columns follow the order in the URL, always include the first one, and skip unknown ones', () => {
  const shown = (query: string) => visibleColumns(columns, new URLSearchParams(query)).map(({ id }) => id)
  expect(shown('')).toEqual(['name', 'clicks'])
  expect(shown('columns=extra,name')).toEqual(['extra', 'name'])
  expect(shown('columns=clicks,nonsense')).toEqual(['name', 'clicks'])
})

test('the default columns need no parameter', () => {
  expect(columnsParameter(columns, ['name', 'clicks'])).toBeNull()
  expect(columnsParameter(columns, ['clicks', 'name'])).toBe('clicks,name')
})
