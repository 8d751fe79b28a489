import { expect, test } from 'vitest'
import type { Column } from './column'
import { columnsParameter, visibleColumns } from './column'
import { toCsv } from './csv'

type Row = { name: string; clicks: number }
const columns: Column<Row>[] = [
  { id: 'name', name: 'Name', cell: () => null, text: ({ name }) => name, width: '8rem' },
  { id: 'clicks', name: 'Clicks', cell: () => null, text: ({ clicks }) => clicks, width: '4rem' },
  { id: 'extra', name: 'Extra', cell: () => null, text: () => '', width: '4rem', isExtra: true },
]

test('quotes what needs it and disarms formulas', () => {
  const rows = [
    { name: 'plain', clicks: 12345 },
    { name: 'a "b", c', clicks: -1 },
    { name: '=HYPERLINK("http://x")', clicks: 0 },
    { name: '-1+1', clicks: 0 },
  ]
  expect(toCsv(columns.slice(0, 2), rows)).toBe(
    'Name,Clicks\r\nplain,12345\r\n"a ""b"", c",-1\r\n"\'=HYPERLINK(""http://x"")",0\r\n\'-1+1,0\r\n',
  )
})

test('columns come from the URL in its order; the first always stays, unknown ones are ignored', () => {
  const shown = (query: string) => visibleColumns(columns, new URLSearchParams(query)).map(({ id }) => id)
  expect(shown('')).toEqual(['name', 'clicks'])
  expect(shown('columns=extra,name')).toEqual(['extra', 'name'])
  expect(shown('columns=clicks,nonsense')).toEqual(['name', 'clicks'])
})

test('the default columns need no parameter', () => {
  expect(columnsParameter(columns, ['name', 'clicks'])).toBeNull()
  expect(columnsParameter(columns, ['clicks', 'name'])).toBe('clicks,name')
})
