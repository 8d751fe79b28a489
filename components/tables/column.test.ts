import { expect, test } from 'vitest'
import { sortingOf, visibleColumns, type Column } from './column'

const column = (id: string, isExtra = false, sort?: string): Column<object> => ({
  id,
  name: id,
  width: '1rem',
  isExtra,
  ...(sort === undefined ? {} : { sort }),
  cell: () => id,
  text: () => id,
})
const columns = [column('day'), column('clicks'), column('uniqueClicks'), column('network', true)]

test.each([
  ['', ['day', 'clicks', 'uniqueClicks']],
  ['network,day', ['network', 'day']],
  ['network', ['day', 'network']],
  ['UNIQUECLICKS,Day', ['uniqueClicks', 'day']],
  ['clicks,clicks,Clicks', ['day', 'clicks']],
  ['clicks,nonsense', ['day', 'clicks']],
  ['nonsense', ['day', 'clicks', 'uniqueClicks']],
  [',,', ['day', 'clicks', 'uniqueClicks']],
])('columns=%s shows %j', (named, shown) => {
  expect(visibleColumns(columns, new URLSearchParams(named ? { columns: named } : {})).map(({ id }) => id)).toEqual(
    shown,
  )
})

test.each([
  ['', [{ id: 'name', desc: false }]],
  ['sort=-first_name', [{ id: 'name', desc: true }]],
  ['sort=created_at', [{ id: 'added', desc: false }]],
  // What no column sorts by has no arrow. The server refuses it with an explanation.
  ['sort=email', []],
  ['sort=nonsense', []],
  ['sort=name', []],
])('%j sorts by %j', (query, sorting) => {
  const sortable = [column('name', false, 'first_name'), column('email'), column('added', false, 'created_at')]
  expect(sortingOf(sortable, new URLSearchParams(query), 'first_name')).toEqual(sorting)
})
