import { expect, test } from 'vitest'
import { visibleColumns, type Column } from './column'

const column = (id: string, isExtra = false): Column<object> => ({
  id,
  name: id,
  width: '1rem',
  isExtra,
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
