import { beforeEach, describe, expect, test } from 'vitest'
import { compareNames } from '@/lib/collation'
import { testDatabase } from '@/lib/testing/database'
import { testEventLog } from '@/lib/testing/events'
import { userCalls } from '@/lib/testing/user-calls'
import { createWorld, type World } from '@/lib/testing/world'

// How the list of users filters, sorts, and pages. Contract: Users in the Integr8 document.

const database = await testDatabase()
const events = await testEventLog()
let world: World
const { ask, list, create, refused } = userCalls(() => world)

beforeEach(async () => {
  world = await createWorld(database, events)
})

describe('list', () => {
  const names = async (query: string) => (await list(query)).data.map((user) => user.first_name)

  async function people() {
    await create({ first_name: 'Berta', last_name: 'Zeh_', city: 'Bonn', timezone: 'Europe/Berlin' })
    await create({ first_name: 'Anton', last_name: 'Zehn', status: 'Deactivated', role: 'admin', country: 'DE' })
    await create({
      first_name: 'Cäsar',
      last_name: '50%',
      is_publisher_manager: false,
      publisher_manager_access: 'Limited',
    })
  }

  test('returns the organization’s users, oldest first, with totals', async () => {
    await people()
    const { data, meta } = await list()
    expect(data.map((user) => user.first_name)).toEqual(['admin', 'Berta', 'Anton', 'Cäsar'])
    expect(meta).toEqual({ total_count: 4, total_page: 1 })
  })

  test.each([
    ['filter[first_name]=Berta', ['Berta']],
    ['filter[first_name][eq]=Berta', ['Berta']],
    ['filter[first_name][ne]=Berta', ['admin', 'Anton', 'Cäsar']],
    ['filter[first_name][in]=Berta,Anton', ['Berta', 'Anton']],
    ['filter[last_name][like]=ZEH', ['Berta', 'Anton']],
    ['filter[last_name][like]=_', ['Berta']],
    ['filter[last_name][like]=%25', ['Cäsar']],
    ['filter[status]=Deactivated', ['Anton']],
    ['filter[status][ne]=Deactivated', ['admin', 'Berta', 'Cäsar']],
    ['filter[status][in]=Active,Suspended', ['admin', 'Berta', 'Cäsar']],
    ['filter[role]=admin', ['admin', 'Anton']],
    ['filter[role]=admin&filter[status]=Active', ['admin']],
    ['filter[timezone]=Europe/Berlin', ['Berta']],
    ['filter[timezone][ne]=Europe/Berlin', ['admin', 'Anton', 'Cäsar']],
    ['filter[is_publisher_manager]=false', ['Cäsar']],
    ['filter[publisher_manager_access]=Limited', ['Cäsar']],
    ['filter[country]=DE', ['Anton']],
    ['filter[second_factor_enabled]=true', []],
    ['filter[invited_at][gte]=2020-01-01', []],
    ['filter[created_at][gte]=2020-01-01&filter[created_at][lt]=2020-01-02', []],
    [
      'filter[created_at][gt]=2020-01-01T00:00:00Z&filter[first_name][ne]=admin&sort=-first_name',
      ['Cäsar', 'Berta', 'Anton'],
    ],
    ['filter[first_name][ne]=admin&sort=status,-first_name', ['Cäsar', 'Berta', 'Anton']],
    ['q=ber', ['Berta']],
    ['q=zeh%20ANT', ['Anton']],
    ['q=nobody', []],
    ['page[size]=3', ['admin', 'Berta', 'Anton']],
    ['page[size]=3&page[number]=2', ['Cäsar']],
    ['page[number]=900000', []],
  ])('supports ?%s', async (query, expected) => {
    await people()
    expect(await names(`?${query}`)).toEqual(expected)
  })

  test('filters by whole days, and finds an exact time from a response', async () => {
    const [user] = (await list()).data
    const day = user?.created_at.slice(0, 10)
    for (const query of [
      `filter[created_at]=${day}`,
      `filter[created_at][lte]=${day}`,
      `filter[created_at]=${user?.created_at}`,
      `filter[created_at][gte]=${user?.created_at}`,
    ]) {
      expect((await list(`?${query}`)).meta.total_count, query).toBe(1)
    }
    for (const query of [
      `filter[created_at][ne]=${day}`,
      `filter[created_at][gt]=${day}`,
      `filter[created_at][lt]=${day}`,
      `filter[created_at][lt]=${user?.created_at}`,
    ]) {
      expect((await list(`?${query}`)).meta.total_count, query).toBe(0)
    }
  })

  test('leaves out deleted users unless filtered by archived', async () => {
    await people()
    const berta = (await list('?filter[first_name]=Berta')).data[0]?.id ?? ''
    await ask('DELETE', `/api/v2/users/${berta}`)
    expect(await names('')).toEqual(['admin', 'Anton', 'Cäsar'])
    expect(await names('?filter[archived]=true')).toEqual(['Berta'])
    expect(await names('?filter[archived][in]=true,false')).toEqual(['admin', 'Berta', 'Anton', 'Cäsar'])
  })

  test('sorts names naturally in both directions, but compares them exactly', async () => {
    const inOrder = [
      '2 Brothers',
      '10 Brothers',
      'adidas',
      'Arzt',
      'Ärzte',
      'Asos',
      'nike 9',
      'Nike 9',
      'Nike 10',
      'Özil',
      'Zalando',
    ]
    for (const name of [
      'Zalando',
      'Ärzte',
      'Nike 10',
      'adidas',
      'Özil',
      '10 Brothers',
      'Arzt',
      'Nike 9',
      'Asos',
      'nike 9',
      '2 Brothers',
    ]) {
      await create({ first_name: name, last_name: name, city: name, phone: name })
    }
    for (const field of ['first_name', 'last_name', 'city', 'phone'] as const) {
      const sorted = async (query: string) =>
        (await list(`?page[size]=50&filter[role]=accountManager&${query}`)).data.map((user) => user[field])
      expect(await sorted(`sort=${field}`)).toEqual(inOrder)
      expect(await sorted(`sort=-${field}`)).toEqual(inOrder.toReversed())
      expect(inOrder.toReversed().toSorted(compareNames)).toEqual(inOrder)
      expect(await sorted(`filter[${field}]=arzt`)).toEqual([])
      expect(await sorted(`filter[${field}]=Nike%209`)).toEqual(['Nike 9'])
      expect(await sorted(`filter[${field}][like]=%C3%A4RZ`)).toEqual(['Ärzte'])
      expect(await sorted(`filter[${field}][like]=NIKE&sort=${field}`)).toEqual(['nike 9', 'Nike 9', 'Nike 10'])
    }
    // Each page continues where the last one ended, even with equal names.
    for (let index = 0; index < 3; index++) await create({ last_name: 'Arzt' })
    const pages = await Promise.all(
      [1, 2, 3, 4, 5].map((number) =>
        list(`?page[size]=3&page[number]=${number}&filter[role]=accountManager&sort=last_name`),
      ),
    )
    const all = pages.flatMap(({ data }) => data)
    expect(new Set(all.map(({ id }) => id)).size).toBe(14)
    expect(all.map((user) => user.last_name)).toEqual([
      ...inOrder.slice(0, 3),
      'Arzt',
      'Arzt',
      'Arzt',
      ...inOrder.slice(3),
    ])
  })

  test('never repeats or skips users across pages, in any order', async () => {
    for (let index = 0; index < 7; index++) await create({ first_name: 'Same' })
    for (const sort of ['', '&sort=first_name', '&sort=-first_name', '&sort=-timezone,status']) {
      const pages = await Promise.all([1, 2, 3, 4].map((number) => list(`?page[size]=2&page[number]=${number}${sort}`)))
      expect(pages[0]?.meta).toEqual({ total_count: 8, total_page: 4 })
      expect(new Set(pages.flatMap(({ data }) => data.map((user) => user.id))).size).toBe(8)
    }
  })

  test.each([
    ['filter[nonsense]=1', 'filter[nonsense]', 'filter[status]'],
    ['filter[status][gt]=Active', 'filter[status][gt]', 'filter[status][ne]'],
    ['filter[password_hash]=x', 'filter[password_hash]', 'isn’t recognized; use'],
    ['filter[status]=Sleeping', 'filter[status]', 'Active'],
    ['filter[status][in]=Active,,', 'filter[status][in]', 'Active'],
    ['filter[id]=12', 'filter[id]', 'must be an ID'],
    ['filter[created_at]=yesterday', 'filter[created_at]', '2026-01-31'],
    ['filter[created_at]=2026-02-30', 'filter[created_at]', '2026-01-31'],
    ['filter[archived]=maybe', 'filter[archived]', 'true or false'],
    ['filter[first_name]=a%00b', 'filter[first_name]', 'NUL'],
    ['filter[status]=Active&filter[status]=Active', 'filter[status]', 'once'],
    ['sort=nonsense', 'sort', 'first_name'],
    ['sort=', 'sort', 'first_name'],
    ['sort=email,-email', 'sort', 'once'],
    ['page[size]=101', 'page[size]', '1 to 100'],
    ['page[size]=0', 'page[size]', '1 to 100'],
    ['page[number]=0', 'page[number]', 'from 1'],
    ['page[number]=-1', 'page[number]', 'from 1'],
    ['page[sise]=10', 'page[sise]', 'page[size]'],
    ['page=2', 'page', 'page[number]'],
    ['limit=2', 'limit', 'page[…]'],
  ])('rejects ?%s', async (query, field, hint) => {
    const { details } = await refused('GET', `/api/v2/users?${query}`, 400)
    expect(details.map((detail) => detail.field)).toEqual([field])
    expect(details[0]?.message).toContain(hint)
  })
})
