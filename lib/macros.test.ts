import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clickRow } from '@/lib/testing/events'
import { compileTemplate, macros, type MacroSource } from './macros'
import { clean } from '@/lib/tracking/text'

const id = '0199d0a0-1111-7222-8333-444455556666'
const source = (
  values: Parameters<typeof clickRow>[0] | object = {},
  rest: Partial<MacroSource> = {},
): MacroSource => ({
  click: clickRow({
    organization: '0199d0a0-0000-7000-8000-000000000001',
    id,
    time: '2026-11-21 09:00:00.000',
    ...values,
  }),
  now: Date.UTC(2026, 10, 21, 9),
  publisherSlug: 'daily-deals',
  campaign: '',
  ...rest,
})
const fill = (template: string, values: object = {}, rest: Partial<MacroSource> = {}) =>
  compileTemplate(template)?.fill(source(values, rest))

describe('macros', () => {
  test('fills every macro', () => {
    const template = `https://shop.example/?${Object.keys(macros)
      .map((name) => `${name}={${name}}`)
      .join('&')}`
    const filled = new URL(
      fill(
        template,
        {
          publisher: 7,
          offer: 8,
          advertiser: 9,
          network: 10,
          landing_page: 11,
          external_transaction: 'x-1',
          sub_id: 's1',
          sub_id_2: 's2',
          sub_id_3: 's3',
          sub_id_4: 's4',
          sub_id_5: 's5',
          sub_id_6: 's6',
          country: 'DE',
          region: 'DE-BE',
          city: 'Berlin',
          device: 'Mobile',
          os: 'iOS',
          browser: 'Safari',
          language: 'de-DE',
          utm_source: 'u1',
          utm_medium: 'u2',
          utm_campaign: 'u3',
          utm_term: 'u4',
          utm_content: 'u5',
        },
        { campaign: 'spring-7' },
      ) ?? '',
    )
    expect(Object.fromEntries(filled.searchParams)).toEqual({
      click_id: id,
      transaction_id: id,
      external_transaction_id: 'x-1',
      sub_id: 's1',
      sub_id_2: 's2',
      sub_id_3: 's3',
      sub_id_4: 's4',
      sub_id_5: 's5',
      sub_id_6: 's6',
      publisher_id: '7',
      publisher_slug: 'daily-deals',
      offer_id: '8',
      advertiser_id: '9',
      network_id: '10',
      landing_page_id: '11',
      campaign_id: 'spring-7',
      country: 'DE',
      region: 'DE-BE',
      city: 'Berlin',
      device: 'Mobile',
      os: 'iOS',
      browser: 'Safari',
      language: 'de-DE',
      timestamp: '1795251600',
      utm_source: 'u1',
      utm_medium: 'u2',
      utm_campaign: 'u3',
      utm_term: 'u4',
      utm_content: 'u5',
    })
  })

  test.each([
    ['https://shop.example/?c={click_id}', `https://shop.example/?c=${id}`],
    ['https://shop.example/?c={CLICK_ID}&d=%7Bclick_id%7D', `https://shop.example/?c=${id}&d=${id}`],
    // Nothing is added unless the URL asks for it.
    ['https://shop.example/welcome', 'https://shop.example/welcome'],
    ['https://shop.example', 'https://shop.example/'],
    // Missing values leave nothing behind.
    ['https://shop.example/?n={network_id}&s={sub_id}#{campaign_id}', 'https://shop.example/?n=&s=#'],
    // Unknown macros stay, in the form URL gives them.
    ['https://shop.example/{foo}?a={foo}&b={sub_id_7}', 'https://shop.example/%7Bfoo%7D?a={foo}&b={sub_id_7}'],
    [
      'https://shop.example/?a={constructor}&b={__proto__}&c={}',
      'https://shop.example/?a={constructor}&b={__proto__}&c={}',
    ],
    ['https://shop.example/{publisher_slug}/{offer_id}?a=b', 'https://shop.example/daily-deals/1?a=b'],
    // Non-ASCII characters are encoded, since the URL goes into a header.
    ['https://bücher.example/straße?q=ä#ö', 'https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4#%C3%B6'],
  ])('%s', (template, expected) => {
    expect(fill(template)).toBe(expected)
  })

  test('encodes values for their position', () => {
    const nasty = '../a b&c=d?e#f/g\\h%2Fi:@+"<>\'ü👋'
    expect(fill('https://shop.example/{sub_id}/x?q={sub_id}#{sub_id}', { sub_id: nasty })).toBe(
      `https://shop.example/${encodeURIComponent(nasty)}/x?q=${encodeURIComponent(nasty)}#${encodeURIComponent(nasty)}`,
    )
    expect(fill('https://shop.example/a/{sub_id}/x', { sub_id: '..' })).toBe('https://shop.example/a/%252E%252E/x')
    expect(
      new URL(fill('https://shop.example/a/{sub_id}{sub_id_2}/x', { sub_id: '.', sub_id_2: '.' }) ?? '').pathname,
    ).toBe('/a/%252E%252E/x')
  })

  test('no value changes the host, path structure, or parameters', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        '..',
        '.',
        '...',
        '//evil.example',
        '@evil.example',
        '\\\\evil.example',
        '&admin=1',
        '#',
        '?',
        '%2e%2e',
        '%00',
        '\r\nSet-Cookie: a=b',
        ';',
        '{click_id}',
      ),
    )
    const template = 'https://shop.example/a/{sub_id}/b-{sub_id_2}/c?x={sub_id}&y=1-{sub_id_2}&z#f{sub_id}'
    fc.assert(
      fc.property(value, value, (first, second) => {
        const [one, two] = [clean(first, 255), clean(second, 255)]
        const location = fill(template, { sub_id: one, sub_id_2: two }) ?? ''
        expect(location).toMatch(/^[\x21-\x7e]+$/)
        const url = new URL(location)
        expect(url.href).toBe(location)
        expect(url.origin).toBe('https://shop.example')
        const segments = url.pathname.split('/')
        expect(segments).toHaveLength(5)
        if (!/^\.+$/.test(one)) expect(decodeURIComponent(segments[2] ?? '')).toBe(one)
        expect([...url.searchParams]).toEqual([
          ['x', one],
          ['y', `1-${two}`],
          ['z', ''],
        ])
        expect(decodeURIComponent(url.hash)).toBe(`#f${one}`)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    'https://{publisher_slug}.example/',
    'https://{sub_id}/',
    'https://shop.example{sub_id}/',
    'https://shop.example{sub_id}',
    'https://shop.example:{sub_id}/',
    'https://{sub_id}@shop.example/',
    'https://user:{sub_id}@shop.example/',
    '{sub_id}://shop.example/',
    '{sub_id}',
    'https:{sub_id}',
    'https://shop.%7Bsub_id%7D.example/',
    'javascript:alert(1)',
    'data:text/html,{sub_id}',
    'ftp://shop.example/',
    'shop.example/{click_id}',
    '//shop.example/',
    '/relative',
    'https://',
    '',
    'not a url',
  ])('rejects %j', (template) => {
    expect(compileTemplate(template)).toBeUndefined()
  })

  test('compiles a template once and fills it repeatedly', () => {
    const template = compileTemplate('https://shop.example/?c={click_id}&s={sub_id}')
    expect(template?.fill(source({ sub_id: 'a' }))).toBe(`https://shop.example/?c=${id}&s=a`)
    expect(template?.fill(source({ sub_id: 'b' }))).toBe(`https://shop.example/?c=${id}&s=b`)
  })
})
