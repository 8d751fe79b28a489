import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { decodePng, encodePng } from './png'
import { respondQr } from './respond'

const database = await testDatabase()
const ask = (query: string) => respondQr(new Request(`http://localhost:3000/qr?${query}`))
const url = `url=${encodeURIComponent('https://go.example/sale?qr=1')}`
const pixels = (size: number) => ({ width: size, height: size, data: new Uint8Array(size * size * 4).fill(200) })
const dataUrl = (png: Buffer) => encodeURIComponent(`data:image/png;base64,${png.toString('base64')}`)

test('a PNG by default, in the colors that are asked for', async () => {
  const reply = await ask(`${url}&fgColor=%23ff0000&bgColor=0f0&size=300`)
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toBe('image/png')
  expect(reply.headers.get('cache-control')).toMatch(/^public, max-age=/)
  const image = decodePng(Buffer.from(await reply.arrayBuffer()))
  if (!image) throw new Error('Expected a PNG')
  expect(image.width).toBeGreaterThanOrEqual(300)
  const colors = new Set<string>()
  for (let at = 0; at < image.data.length; at += 4) colors.add(String([...image.data.subarray(at, at + 4)]))
  expect([...colors].toSorted()).toEqual(['0,255,0,255', '255,0,0,255'])
})

test('an SVG, with a logo in the middle', async () => {
  const reply = await ask(`${url}&format=svg&logo=${dataUrl(await encodePng(pixels(8)))}`)
  expect(reply.headers.get('content-type')).toBe('image/svg+xml')
  const svg = await reply.text()
  expect(svg).toMatch(/^<svg [^>]*width="600"/)
  expect(svg).toContain('href="data:image/png;base64,')
  expect(await (await ask(`${url}&format=svg&hideLogo=true&logo=x`)).text()).not.toContain('<image')
})

test('a PNG with a PNG as its logo', async () => {
  const reply = await ask(`${url}&size=300&logo=${dataUrl(await encodePng(pixels(8)))}`)
  const image = decodePng(Buffer.from(await reply.arrayBuffer()))
  const middle = image && (Math.floor(image.height / 2) * image.width + Math.floor(image.width / 2)) * 4
  expect(image?.data.subarray(middle ?? 0, (middle ?? 0) + 3)).toEqual(new Uint8Array([212, 212, 212]))
})

test.each([
  ['', 'url'],
  ['url=ftp%3A%2F%2Fx', 'url'],
  [`url=https%3A%2F%2Fx.example%2F${'x'.repeat(2040)}`, 'url'],
  [`${url}&size=10`, 'size'],
  [`${url}&size=x`, 'size'],
  [`${url}&level=Z`, 'level'],
  [`${url}&fgColor=red`, 'fgColor'],
  [`${url}&fgColor=%22%3E%3Cscript%3E`, 'fgColor'],
  [`${url}&bgColor=000000`, 'bgColor'],
  [`${url}&margin=-1`, 'margin'],
  [`${url}&format=gif`, 'format'],
  [`${url}&logo=https%3A%2F%2F169.254.169.254%2Fx`, 'logo'],
  [`${url}&logo=data%3Aimage%2Fpng%3Bbase64%2CAAAA`, 'logo'],
  [`${url}&colour=red`, 'colour'],
  [`${url}&${url}`, 'url'],
])('%s is refused by name', async (query, name) => {
  const reply = await ask(query)
  expect(reply.status).toBe(400)
  expect(await reply.text()).toMatch(new RegExp(`^${name}: `))
})

test('the logo of a link is only fetched from public addresses', async () => {
  const { id: organizationId } = await database.prisma.organization.create({ data: { slug: 'qr', name: 'QR' } })
  const logo = 'http://127.0.0.1:9/logo.png'
  const link = { organizationId, domain: '', key: 'qr', lookupKey: 'qr', url: 'https://shop.example/', qr: { logo } }
  await database.prisma.link.create({ data: link })
  const own = `url=${encodeURIComponent('http://localhost:3000/l/qr?qr=1')}`
  const reply = await ask(`${own}&format=svg&logo=${encodeURIComponent(logo)}`)
  expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'public, max-age=60'])
  expect(await reply.text()).not.toContain('<image')
})

test('what only looks like a PNG is none', async () => {
  const png = await encodePng(pixels(4))
  expect(decodePng(png)).toEqual(pixels(4))
  for (let end = 0; end < png.length - 20; end += 7) expect(decodePng(png.subarray(0, end))).toBeNull()
})
