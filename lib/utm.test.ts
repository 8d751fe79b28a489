import { expect, test } from 'vitest'
import { utmOf, withUtm } from './utm'

test.each([
  ['https://shop.example/', { utmSource: 'news' }, 'https://shop.example/?utm_source=news'],
  ['https://shop.example/?a=1#top', { utmSource: 'a b' }, 'https://shop.example/?a=1&utm_source=a%20b#top'],
  ['https://shop.example/?utm_source=old&a=1', { utmSource: 'new' }, 'https://shop.example/?a=1&utm_source=new'],
  ['https://shop.example/?utm_source=old', { utmSource: '' }, 'https://shop.example/'],
  ['https://shop.example/?utm_source=old', { utmMedium: undefined }, 'https://shop.example/?utm_source=old'],
  ['https://shop.example/{click_id}?x={sub_id}', { ref: 'me' }, 'https://shop.example/{click_id}?x={sub_id}&ref=me'],
  ['https://shop.example/?q=%zz', { utmTerm: 'x&y' }, 'https://shop.example/?q=%zz&utm_term=x%26y'],
])('%s with %j', (url, given, expected) => expect(withUtm(url, given)).toBe(expected))

test('a URL says what its parameters are', () => {
  expect(
    utmOf('https://shop.example/?utm_source=a+b&utm_campaign=%C3%A9&utm_source=c&ref&utm_term=%zz#utm_medium=x'),
  ).toEqual({ utmSource: 'a b', utmMedium: '', utmCampaign: 'é', utmTerm: '%zz', utmContent: '', ref: '' })
})
