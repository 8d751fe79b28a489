import { expect, test } from 'vitest'
import { parseConfig } from './config'

const oidc = { OIDC_ISSUER: 'https://login.example.com/', OIDC_CLIENT_ID: 'id', OIDC_CLIENT_SECRET: 'secret' }
const TENANT = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490'

test('trusted tenants are a comma-separated list of IDs in any case', () => {
  expect(parseConfig(oidc).oidc?.trustedTenants).toEqual([])
  expect(parseConfig({ ...oidc, OIDC_TRUSTED_TENANTS: '' }).oidc?.trustedTenants).toEqual([])
  expect(
    parseConfig({ ...oidc, OIDC_TRUSTED_TENANTS: ` ${TENANT.toUpperCase()}, ${TENANT},` }).oidc?.trustedTenants,
  ).toEqual([TENANT, TENANT])
})

test.each(['common', 'contoso.onmicrosoft.com', `${TENANT} ${TENANT}`, '*'])('%j names no tenant', (given) => {
  expect(() => parseConfig({ ...oidc, OIDC_TRUSTED_TENANTS: given })).toThrow(
    /OIDC_TRUSTED_TENANTS.*: must be a comma-separated list of tenant IDs/,
  )
})

test('link tests have a proxy per country', () => {
  expect(parseConfig({}).linkTestProxies.size).toBe(0)
  const given = 'DE=http://user:p%40ss@de.proxy.example:8080, us=https://10.0.0.1,'
  expect(
    [...parseConfig({ LINK_TEST_PROXIES: given }).linkTestProxies].map(([code, { href }]) => [code, href]),
  ).toEqual([
    ['DE', 'http://user:p%40ss@de.proxy.example:8080/'],
    ['US', 'https://10.0.0.1/'],
  ])
  for (const wrong of [
    'http://a.example',
    'XX=http://a.example',
    'DE=socks5://a.example',
    'DE=a',
    'DE=http://a,DE=http://b',
  ])
    expect(() => parseConfig({ LINK_TEST_PROXIES: wrong })).toThrow(/LINK_TEST_PROXIES: must be a comma-separated list/)
})

test('addresses that users’ URLs may lead to are a comma-separated list', () => {
  expect(parseConfig({}).outboundAllow).toEqual([])
  expect(parseConfig({ OUTBOUND_ALLOW: ' 10.1.0.0/16, ::1,' }).outboundAllow).toEqual(['10.1.0.0/16', '::1'])
  for (const given of ['localhost', '10.1.0.0/33', '10.1.0.0/16 ::1'])
    expect(() => parseConfig({ OUTBOUND_ALLOW: given })).toThrow(/OUTBOUND_ALLOW: must be a comma-separated list of IP/)
})
