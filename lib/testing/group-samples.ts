import { expect } from 'vitest'
import { fraudFilterGroups } from '@/lib/api/v2/fraud-filter-groups'
import { publisherGroups } from '@/lib/api/v2/publisher-groups'
import { integrations } from '@/lib/api/v2/integrations'
import { tags } from '@/lib/api/v2/tags'
import { targetingGroups } from '@/lib/api/v2/targeting-groups'

// What tests send to the resources that offers share.

/** Every resource, with a body that sets all of its fields, what that's read back as, and a change. */
export const resources = [
  {
    path: 'tags',
    operations: tags,
    entity: 'tag',
    sample: { name: 'Summer', color: 'blue' },
    read: {},
    patch: { color: '' },
    bad: [
      [{ name: '' }, 'name', /must not be empty/],
      [{ name: 'x'.repeat(51) }, 'name', /at most 50/],
      [{ color: 'Blue 7' }, 'color', /name of a color/],
      [{ icon: 'sun' }, 'icon', /isn’t recognized; use name, color/],
    ],
    isUnique: true,
  },
  {
    path: 'integrations',
    operations: integrations,
    entity: 'integration',
    sample: { name: 'Main', description: 'All of Europe', active: false },
    read: {},
    patch: { active: true },
    bad: [
      [{ name: 7 }, 'name', /text|string/],
      [{ description: 'x'.repeat(2001) }, 'description', /at most 2000/],
      [{ active: 'yes' }, 'active', /true or false/],
    ],
    isUnique: false,
  },
  {
    path: 'publisher-groups',
    operations: publisherGroups,
    entity: 'publisherGroup',
    sample: { name: 'Premium', description: 'Paid weekly' },
    read: {},
    patch: { description: '' },
    bad: [
      [{ name: '' }, 'name', /must not be empty/],
      [{ description: 'x'.repeat(2001) }, 'description', /at most 2000/],
      [{ color: 'blue' }, 'color', /isn’t recognized; use name, description/],
    ],
    isUnique: true,
  },
  {
    path: 'targeting-groups',
    operations: targetingGroups,
    entity: 'targetingGroup',
    sample: {
      name: 'Phones in DACH',
      description: 'Hello',
      targeting: {
        country: { include: ['de', 'AT', 'DE'] },
        region: { exclude: ['de-be'] },
        device: { include: ['mobile'] },
        os: { include: ['IOS', 'Android'] },
        browser: { exclude: ['Opera Mini'] },
        language: { include: ['de'], exclude: [] },
      },
    },
    read: {
      targeting: {
        country: { include: ['DE', 'AT'], exclude: [] },
        region: { include: [], exclude: ['DE-BE'] },
        device: { include: ['Mobile'], exclude: [] },
        os: { include: ['iOS', 'Android'], exclude: [] },
        browser: { include: [], exclude: ['Opera Mini'] },
        language: { include: ['de'], exclude: [] },
      },
    },
    patch: { targeting: {} },
    bad: [
      [{ targeting: { country: { include: ['XX'] } } }, 'targeting.country.include.0', /two-letter/],
      [{ targeting: { region: { include: ['US-ZZ'] } } }, 'targeting.region.include.0', /ISO 3166-2/],
      [{ targeting: { device: { include: ['Fridge'] } } }, 'targeting.device.include.0', /one of Desktop, Mobile/],
      [{ targeting: { os: { exclude: ['Mac OS'] } } }, 'targeting.os.exclude.0', /macOS/],
      [{ targeting: { browser: { include: ['Chrom'] } } }, 'targeting.browser.include.0', /Chrome/],
      [{ targeting: { language: { include: ['zz'] } } }, 'targeting.language.include.0', /ISO 639/],
      [{ targeting: { language: { include: ['de-AT'] } } }, 'targeting.language.include.0', /such as de/],
      [{ targeting: { city: { include: ['Bonn'] } } }, 'targeting.city', /recognized/],
      [{ targeting: { os: { include: ['iOS'], exclude: ['ios'] } } }, 'targeting.os.exclude.0', /both/],
      [
        { targeting: { country: { include: ['DE'] }, region: { include: ['US-CA'] } } },
        'targeting.region.include.0',
        /included countries/,
      ],
    ],
    isUnique: true,
  },
  {
    path: 'fraud-filter-groups',
    operations: fraudFilterGroups,
    entity: 'fraudFilterGroup',
    sample: {
      name: 'Strict',
      description: 'Hello',
      active: false,
      filters: [
        { kind: 'bot', action: 'Reject' },
        { kind: 'data_center', action: 'Flag', active: false },
        { kind: 'proxy', action: 'Flag' },
        { kind: 'empty_referrer', action: 'Flag' },
        { kind: 'blocked_referrer', action: 'Reject', values: ['www.Spam.example', 'spam.example'] },
        { kind: 'blocked_user_agent', action: 'Reject', values: ['HeadlessChrome'] },
        { kind: 'blocked_ip', action: 'Reject', values: ['203.0.113.0/24', '2001:db8::1'] },
        { kind: 'visitor_clicks', action: 'Flag', clicks: 10, minutes: 60 },
        { kind: 'sub_id_clicks', action: 'Flag', clicks: 1000, minutes: 1440 },
        { kind: 'language_mismatch', action: 'Flag' },
        { kind: 'timezone_mismatch', action: 'Flag' },
      ],
    },
    read: {
      warnings: [
        expect.stringMatching(/no list of data centers.* DATA_CENTER_LIST/),
        expect.stringMatching(/no list of proxies.* PROXY_LIST/),
      ],
      filters: [
        { kind: 'bot', action: 'Reject', active: true },
        { kind: 'data_center', action: 'Flag', active: false },
        { kind: 'proxy', action: 'Flag', active: true },
        { kind: 'empty_referrer', action: 'Flag', active: true },
        { kind: 'blocked_referrer', action: 'Reject', active: true, values: ['spam.example'] },
        { kind: 'blocked_user_agent', action: 'Reject', active: true, values: ['HeadlessChrome'] },
        { kind: 'blocked_ip', action: 'Reject', active: true, values: ['203.0.113.0/24', '2001:db8::1'] },
        { kind: 'visitor_clicks', action: 'Flag', active: true, clicks: 10, minutes: 60 },
        { kind: 'sub_id_clicks', action: 'Flag', active: true, clicks: 1000, minutes: 1440 },
        { kind: 'language_mismatch', action: 'Flag', active: true },
        { kind: 'timezone_mismatch', action: 'Flag', active: true },
      ],
    },
    patch: { active: true },
    bad: [
      [{ filters: [{ kind: 'rain', action: 'Flag' }] }, 'filters.0.kind', /./],
      [{ filters: [{ kind: 'bot', action: 'Delete' }] }, 'filters.0.action', /Reject, Flag/],
      [{ filters: [{ kind: 'bot' }] }, 'filters.0.action', /./],
      [{ filters: [{ kind: 'bot', action: 'Flag', clicks: 1 }] }, 'filters.0.clicks', /recognized/],
      [{ filters: [{ kind: 'blocked_ip', action: 'Flag', values: [] }] }, 'filters.0.values', /at least one/],
      [{ filters: [{ kind: 'blocked_ip', action: 'Flag', values: ['x'] }] }, 'filters.0.values.0', /IP address/],
      [
        { filters: [{ kind: 'blocked_referrer', action: 'Flag', values: ['https://x.example'] }] },
        'filters.0.values.0',
        /hostname/,
      ],
      [
        { filters: [{ kind: 'visitor_clicks', action: 'Flag', clicks: 0, minutes: 1 }] },
        'filters.0.clicks',
        /at least 1/,
      ],
      [{ filters: [{ kind: 'sub_id_clicks', action: 'Flag', clicks: 1 }] }, 'filters.0.minutes', /./],
    ],
    isUnique: true,
  },
] as const
