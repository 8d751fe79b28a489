import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { settings } from '@/messages/settings'
import type { Column } from './column'
import { DataTable } from './data-table'
import { useRowsTable } from './rows-table'

type Row = { name: string; clicks: number }
const columns: Column<Row>[] = [
  { id: 'name', name: 'Name', cell: ({ name }) => name, text: ({ name }) => name, width: '8rem', onPhones: true },
  {
    id: 'clicks',
    name: 'Clicks',
    cell: ({ clicks }) => clicks,
    text: ({ clicks }) => clicks,
    width: '4rem',
    onPhones: true,
  },
  { id: 'extra', name: 'Extra', cell: () => 'more', text: () => '', width: '4rem', isExtra: true },
]

function Table({ query, rows }: { query: string; rows: Row[] | undefined }) {
  const table = useRowsTable({
    columns,
    rows,
    rowKey: ({ name }) => name,
    question: '',
    params: new URLSearchParams(query),
    show: () => {},
  })
  return (
    <DataTable
      label="Clicks"
      table={table}
      columns={columns}
      onOpen={() => {}}
      isOpen={() => false}
      skeletonRows={3}
      loading={rows === undefined}
      outdated={false}
      empty="No clicks"
    />
  )
}

const markup = (query: string, rows: Row[] | undefined) =>
  renderToStaticMarkup(
    <NextIntlClientProvider {...settings}>
      <Table query={query} rows={rows} />
    </NextIntlClientProvider>,
  )

/** Each cell of a kind with the screens it's drawn on. */
const cells = (html: string, kind: 'th' | 'td') =>
  [...html.matchAll(new RegExp(`<${kind}\\b[^>]*class="([^"]*)"[^>]*>([^<]*)`, 'g'))].map(([, classes = '', text]) => {
    const on = classes.includes('max-md:hidden') ? 'wide' : classes.includes('md:hidden') ? 'phones' : 'both'
    return `${text} ${on}`
  })

test.each([
  ['', ['Name both', 'Clicks both'], ['a both', '7 both']],
  ['columns=extra,name', ['Extra wide', 'Name both', 'Clicks phones'], ['more wide', 'a both', '7 phones']],
])('phones show the key columns, whatever %j chose on a wider screen', (query, head, row) => {
  const html = markup(query, [{ name: 'a', clicks: 7 }])
  expect(cells(html, 'th')).toEqual(head)
  expect(cells(html, 'td')).toEqual(row)
})

test('shows skeletons while loading, and what to do when there are no rows', () => {
  expect(cells(markup('', undefined), 'td')).toHaveLength(6)
  expect(markup('', undefined)).not.toContain('No clicks')
  expect(markup('', [])).toContain('No clicks')
})

test('has no checkboxes unless rows can be selected', () => {
  expect(markup('', [{ name: 'a', clicks: 7 }])).not.toContain('checkbox')
})
