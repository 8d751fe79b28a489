import { beforeAll, describe, expect, test } from 'vitest'
import { offersResource } from '@/lib/testing/offers-resource'
import { resourceCalls } from '@/lib/testing/resource-calls'

// What filters and sorting of a resource with every kind of field do, on a real database.

const { database, world, refused, create, list, names } = await resourceCalls()

describe('lists', () => {
  beforeAll(async () => {
    await create({
      name: 'One',
      default_payout: { payout: '1.10', payout_type: 'CPA' },
      deep_link_hosts: ['a.example'],
    })
    await create({
      name: 'Two',
      advertiser_id: 2,
      default_payout: { payout: '1.100001', payout_type: 'CPAxCPS' },
      deep_link_hosts: ['a.example', 'b.example'],
      fallback_url: 'https://x.example',
    })
    await create({ name: 'Ten%', advertiser_id: 3, default_payout: { payout: '10' }, active: false })
  })

  test.each([
    ['', ['One', 'Two', 'Ten%']],
    ['filter[incremental_id]=2', ['Two']],
    ['filter[incremental_id][eq_n]=2', ['Two']],
    ['filter[incremental_id][ne]=2', ['One', 'Ten%']],
    ['filter[incremental_id][in]=1,3', ['One', 'Ten%']],
    ['filter[incremental_id][gt]=1&filter[incremental_id][lte]=2', ['Two']],
    ['filter[name][like]=%25', ['Ten%']],
    ['filter[name][in]=One,Two', ['One', 'Two']],
    ['filter[active]=false', ['Ten%']],
    ['filter[active]=true', ['One', 'Two']],
    ['filter[active][ne]=true', ['Ten%']],
    ['filter[active][in]=false', ['Ten%']],
    ['filter[active][in]=true,false', ['One', 'Two', 'Ten%']],
    ['filter[visibility][ne]=Private', ['One', 'Two', 'Ten%']],
    ['filter[fallback_url][ne]=https://x.example', ['One', 'Ten%']],
    ['filter[default_payout.payout]=1.1', ['One']],
    ['filter[default_payout.payout][eq_n]=1.100001', ['Two']],
    ['filter[default_payout.payout][gte]=1.100001', ['Two', 'Ten%']],
    ['filter[default_payout.payout][lt]=1.100001', ['One']],
    ['filter[default_payout.payout][in]=1.10,10.000', ['One', 'Ten%']],
    ['filter[default_payout.payout][gt]=-5&filter[default_payout.payout_type]=CPAxCPS', ['Two']],
    ['filter[deep_link_hosts]=a.example', ['One', 'Two']],
    ['filter[deep_link_hosts][ne]=b.example', ['One', 'Ten%']],
    ['filter[deep_link_hosts][in]=b.example,c.example', ['Two']],
    ['filter[advertiser_id]=2', ['Two']],
    ['filter[advertiser_id][ne]=2', ['One', 'Ten%']],
    ['filter[advertiser_id][in]=1,3', ['One', 'Ten%']],
    ['filter[advertiser_id]=99', []],
    ['filter[created_at][gte]=2020-01-01', ['One', 'Two', 'Ten%']],
    ['sort=-default_payout.payout', ['Ten%', 'Two', 'One']],
    ['sort=-advertiser_id', ['Ten%', 'Two', 'One']],
    ['sort=active,-name', ['Ten%', 'Two', 'One']],
    ['sort=-default_payout.payout_type,name', ['Two', 'One', 'Ten%']],
    ['q=alpha', ['Two']],
    ['q=zebra%20on', ['One']],
    ['page[size]=1&page[number]=2', ['Two']],
  ])('support ?%s', async (query, expected) => {
    expect((await names(query)).toSorted()).toEqual([...expected].toSorted())
    if (query.startsWith('sort') || query === '') expect(await names(query)).toEqual(expected)
  })

  test('filter by the advertiser’s ID too', async () => {
    const { advertiser } = (await list('filter[name]=Two')).data[0] ?? {}
    expect(await names(`filter[advertiser_id]=${advertiser?.id}`)).toEqual(['Two'])
    expect(await names(`filter[advertiser_id][in]=1,${advertiser?.id}`)).toEqual(['One', 'Two'])
    expect(await names(`filter[id]=${(await list('q=two')).data[0]?.id}`)).toEqual(['Two'])
  })

  test.each([
    ['filter[incremental_id]=x', 'filter[incremental_id]', 'whole number'],
    ['filter[incremental_id]=99999999999', 'filter[incremental_id]', 'whole number'],
    ['filter[incremental_id][like]=1', 'filter[incremental_id][like]', 'filter[incremental_id][gte]'],
    ['filter[default_payout.payout]=cheap', 'filter[default_payout.payout]', 'must be a number such as 12.50'],
    ['filter[default_payout.payout][in]=1,x', 'filter[default_payout.payout][in]', 'each value must be a number'],
    ['filter[default_payout.payout]=1e400', 'filter[default_payout.payout]', 'must be a number'],
    ['filter[default_payout.fee]=1', 'filter[default_payout.fee]', 'filter[default_payout.payout]'],
    ['filter[default_payout]=1', 'filter[default_payout]', 'filter[default_payout.payout]'],
    ['filter[default_payout.payout_type]=CPX', 'filter[default_payout.payout_type]', 'one of CPA'],
    ['filter[deep_link_hosts][like]=a', 'filter[deep_link_hosts][like]', 'filter[deep_link_hosts][in]'],
    ['filter[advertiser_id]=zebra', 'filter[advertiser_id]', 'must be an ID, such as 42'],
    ['filter[advertiser_id][gt]=1', 'filter[advertiser_id][gt]', 'filter[advertiser_id][ne]'],
    ['filter[advertiser]=x', 'filter[advertiser]', 'isn’t recognized'],
    ['filter[active]=1', 'filter[active]', 'true or false'],
    ['filter[active]=maybe', 'filter[active]', 'true or false'],
    ['filter[created_at]=0000-01-01', 'filter[created_at]', '2026-01-31'],
    ['filter[created_at]=0001-01-01T00:00:00%2B14:00', 'filter[created_at]', '2026-01-31'],
    [
      'sort=deep_link_hosts',
      'sort',
      'can’t be "deep_link_hosts"; use id, incremental_id, name, description, active, archived, visibility, fallback_url, currency, integration_id, advertiser_id, default_payout.payout_type, default_payout.payout, default_payout.revenue_type, default_payout.revenue, deep_link_enabled, created_at, with - before a field for descending order',
    ],
    ['sort=name,-advertiser', 'sort', 'can’t be "-advertiser"; use'],
    ['sort=', 'sort', 'can’t be ""; use'],
    ['sort=name,-name', 'sort', 'only once'],
  ])('refuse ?%s and name the parameter', async (query, field, hint) => {
    const { details } = await refused('list', { query })
    expect(details.map((detail) => detail.field)).toEqual([field])
    expect(details[0]?.message).toContain(hint)
  })
})

test('tools get plain names: the same list, asked as a structure', async () => {
  const asked = offersResource.listing.query.parse({
    filter: { default_payout: { payout: { gte: '1.100001' } }, advertiser_id: { in: [2, 3] } },
    sort: ['-default_payout.payout'],
    page: { size: 1 },
  })
  const { where, orderBy, skip, take } = offersResource.listing.read(asked)
  const rows = await database.forOrganization(world.organizationId).offer.findMany({ where, orderBy, skip, take })
  expect(rows.map(({ name }) => name)).toEqual(['Ten%'])
})
