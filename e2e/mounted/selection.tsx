import { NextIntlClientProvider } from 'next-intl'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Column } from '@/components/tables/column'
import { DataTable } from '@/components/tables/data-table'
import { useRowsTable } from '@/components/tables/rows-table'
import { SelectionBar } from '@/components/tables/selection'
import { settings } from '@/messages/settings'

// A table with bulk actions, drawn by e2e/selection.spec.ts without the rest of a page.

type Row = { name: string }

const columns: Column<Row>[] = [
  { id: 'name', name: 'Name', width: '8rem', onPhones: true, cell: ({ name }) => name, text: ({ name }) => name },
]
const pages = [['Ana', 'Bo', 'Cem', 'Dag'], ['Eli']].map((names) => names.map((name) => ({ name })))

function Page() {
  const [page, setPage] = useState(0)
  const [opened, setOpened] = useState('nothing')
  const [archived, setArchived] = useState('nobody')
  const table = useRowsTable({
    columns,
    rows: pages[page],
    rowKey: ({ name }) => name,
    question: String(page),
    params: new URLSearchParams(),
    show: () => {},
    isSelectable: true,
  })
  return (
    <>
      <h1>Users</h1>
      <SelectionBar
        table={table}
        question={String(page)}
        allMatching={{
          count: 5000,
          noun: 'user',
          most: 10_000,
          renderActions: (clear) => (
            <button
              type="button"
              onClick={() => {
                setArchived('all 5,000')
                clear()
              }}
            >
              Archive
            </button>
          ),
        }}
        renderActions={(rows, clear) => (
          <button
            type="button"
            onClick={() => {
              setArchived(rows.map(({ name }) => name).join(', '))
              clear()
            }}
          >
            Archive
          </button>
        )}
      />
      <DataTable
        label="Users"
        table={table}
        columns={columns}
        rowName={({ name }) => name}
        onOpen={({ name }) => setOpened(name)}
        isOpen={() => false}
        skeletonRows={4}
        loading={false}
        outdated={false}
        empty=""
      />
      <button type="button" onClick={() => setPage(1 - page)}>
        Other page
      </button>
      <p>
        Opened {opened}, archived {archived}
      </p>
    </>
  )
}

const root = document.createElement('main')
document.body.append(root)
createRoot(root).render(
  <NextIntlClientProvider {...settings}>
    <Page />
  </NextIntlClientProvider>,
)
