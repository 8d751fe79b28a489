import { describe, expect, test } from 'vitest'
import { hasManyPublishers, mayAskForPublisher, reachOf, scopeOf, type Membership } from './scope'

const manager: Membership = {
  organizationId: 'here',
  role: 'accountManager',
  publisher: null,
  isPublisherManager: true,
  isAdvertiserManager: true,
  publisherManagerAccess: 'Restricted',
  advertiserManagerAccess: 'Restricted',
  managed: { publishers: [1, 2], advertisers: [7] },
}

test('admins see and change everything', () => {
  expect(reachOf({ ...manager, role: 'admin' })).toEqual({
    publishers: { see: 'all', edit: 'all' },
    advertisers: { see: 'all', edit: 'all' },
  })
  expect(scopeOf({ ...manager, role: 'admin' })).toEqual({ organizationId: 'here', publishers: 'all', advertisers: [] })
})

test('publisher users see their publisher and change nothing, whatever the other columns say', () => {
  const person: Membership = {
    ...manager,
    role: 'publisher',
    publisher: 3,
    publisherManagerAccess: 'Global',
    advertiserManagerAccess: 'Global',
  }
  expect(reachOf(person)).toEqual({ publishers: { see: [3], edit: [] }, advertisers: { see: [], edit: [] } })
  expect(scopeOf(person)).toEqual({ organizationId: 'here', publishers: [3], advertisers: [] })
  expect(scopeOf({ ...person, publisher: null }).publishers).toEqual([])
})

describe('account managers', () => {
  test.each([
    ['Global', true, { see: 'all', edit: 'all' }],
    ['Limited', true, { see: 'all', edit: [1, 2] }],
    ['Restricted', true, { see: [1, 2], edit: [1, 2] }],
    ['Global', false, { see: [], edit: [] }],
    ['Limited', false, { see: [], edit: [] }],
    ['Restricted', false, { see: [], edit: [] }],
  ] as const)('publisher access %s, enabled: %s', (access, on, reach) => {
    expect(reachOf({ ...manager, publisherManagerAccess: access, isPublisherManager: on }).publishers).toEqual(reach)
  })

  test.each([
    ['Global', true, { see: 'all', edit: 'all' }],
    ['Limited', true, { see: 'all', edit: [7] }],
    ['Restricted', true, { see: [7], edit: [7] }],
    ['Global', false, { see: [], edit: [] }],
  ] as const)('advertiser access %s, enabled: %s', (access, on, reach) => {
    expect(reachOf({ ...manager, advertiserManagerAccess: access, isAdvertiserManager: on }).advertisers).toEqual(reach)
  })

  test('see all clicks if they see all publishers or all advertisers, otherwise only those of what they manage', () => {
    const clicks = (change: Partial<Membership>) => scopeOf({ ...manager, ...change })
    expect(clicks({})).toMatchObject({ publishers: [1, 2], advertisers: [7] })
    expect(clicks({ publisherManagerAccess: 'Limited' }).publishers).toBe('all')
    expect(clicks({ advertiserManagerAccess: 'Global' }).publishers).toBe('all')
    expect(clicks({ isAdvertiserManager: false })).toMatchObject({ publishers: [1, 2], advertisers: [] })
    expect(clicks({ isPublisherManager: false })).toMatchObject({ publishers: [], advertisers: [7] })
    expect(
      clicks({ isPublisherManager: false, isAdvertiserManager: false, publisherManagerAccess: 'Global' }),
    ).toMatchObject({ publishers: [], advertisers: [] })
  })

  test('with an advertiser in scope can query and compare any publishers; with only one publisher they can’t', () => {
    const scope = { organizationId: 'here', publishers: [1], advertisers: [] }
    expect([mayAskForPublisher(scope, 1), mayAskForPublisher(scope, 2), hasManyPublishers(scope)]).toEqual([
      true,
      false,
      false,
    ])
    expect([
      mayAskForPublisher({ ...scope, advertisers: [7] }, 2),
      hasManyPublishers({ ...scope, advertisers: [7] }),
    ]).toEqual([true, true])
    expect([
      mayAskForPublisher({ ...scope, publishers: 'all' }, 2),
      hasManyPublishers({ ...scope, publishers: 'all' }),
    ]).toEqual([true, true])
  })
})
