import { expect, test } from 'vitest'
import type { LinkOptions } from '@/lib/api/app/link-options.contract'
import { Query } from '@/lib/tracking/query'
import { linkOf, noChoice, previewOf } from './link'
import { pathOf, qrOf } from './qr'

const options: LinkOptions = {
  offer: { id: '0190c8a4-7e1b-7c3a-9d2e-5f60718293a4', number: 7, name: 'Boots' },
  publisher: { id: '0190c8a4-7e1b-7c3a-9d2e-5f60718293a5', number: 3, name: 'Blog' },
  obstacle: null,
  hasPreview: true,
  deepLinkHosts: ['shop.example'],
  landingPages: [{ number: 4, name: 'Home', isDefault: true }],
  addresses: [
    { kind: 'primary', url: 'https://go.example.com' },
    { kind: 'installation', url: 'https://tributary.example.com' },
  ],
  campaigns: [],
}

test('a link names numbers on a tracking domain, and the offer’s ID elsewhere', () => {
  expect(linkOf(options, noChoice)).toBe('https://go.example.com/t/click?offer=7&publisher=3')
  expect(linkOf(options, { ...noChoice, address: 'https://tributary.example.com' })).toBe(
    'https://tributary.example.com/t/click?offer=0190c8a4-7e1b-7c3a-9d2e-5f60718293a4&publisher=3',
  )
  expect(linkOf(options, { ...noChoice, address: 'https://gone.example' })).toContain('https://go.example.com/')
})

test('the tracker reads what people typed', () => {
  const choice = {
    ...noChoice,
    lp: '4',
    sub_id: ' a&b=c d+e#f ü ',
    sub_id_6: '{{ad.id}}',
    utm_source: '%7B\uD800',
    redirect_url: 'https://shop.example/a?b=1&c={click_id}#d',
  }
  const link = linkOf(options, choice, { isScanned: true })
  expect(link).toContain('&sub_id_6={{ad.id}}&')
  expect(Object.fromEntries(new Query(new URL(link).href).entries())).toEqual({
    offer: '7',
    publisher: '3',
    lp: '4',
    sub_id: 'a&b=c d+e#f ü',
    sub_id_6: '{{ad.id}}',
    utm_source: '%7B',
    redirect_url: 'https://shop.example/a?b=1&c={click_id}#d',
    qr: '1',
  })
})

test('a preview is at the installation’s own address', () => {
  expect(previewOf(options, { ...noChoice, lp: '4' })).toBe(
    'https://tributary.example.com/t/preview?offer=0190c8a4-7e1b-7c3a-9d2e-5f60718293a4&publisher=3&lp=4',
  )
})

test('a QR code has a quiet zone, and links that are too long have none', () => {
  const code = qrOf(linkOf(options, noChoice))
  expect(code && pathOf(code)).toMatch(/^M4,4h1v1h-1z/)
  expect(qrOf('x'.repeat(3000))).toBeNull()
})
