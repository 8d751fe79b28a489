import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { parseRange } from './address-ranges'
import { countryCodes } from './countries'
import { parseUrl } from './url'

/** An empty variable counts as unset. */
const optional = <T extends z.ZodType>(type: T) => z.preprocess((value) => (value === '' ? undefined : value), type)

/** Variables that must be set together. */
const together = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
] as const

const port = 'must be a number from 0 to 65535'
const outboundAllow = 'must be a comma-separated list of IP addresses and ranges such as 10.1.0.0/16'
const linkTestProxies =
  'must be a comma-separated list of a country and its proxy each, such as DE=http://user:password@proxy.example.com:8080'
const rate = 'must be a whole number, 1 or higher'

/** All environment variables; `.env.example` describes each. */
const environment = z
  .object({
    NODE_ENV: optional(
      z.enum(['development', 'production', 'test'], 'must be development, production, or test').default('production'),
    ),
    PORT: optional(z.coerce.number(port).int(port).min(0, port).max(65535, port).default(3000)),
    HOST: optional(z.string().default('0.0.0.0')),
    BASE_URL: optional(
      z.url({ protocol: /^https?$/, error: 'must be a URL such as https://track.example.com' }).optional(),
    ),
    DATA_DIR: optional(z.string().default('.data')),
    DATABASE_URL: optional(
      z
        .url({
          protocol: /^postgres(ql)?$/,
          error: 'must be a URL such as postgresql://user:password@host:5432/tributary',
        })
        .optional(),
    ),
    CLICKHOUSE_URL: optional(
      z
        .url({ protocol: /^https?$/, error: 'must be a URL such as http://user:password@host:8123/tributary' })
        .optional(),
    ),
    CLICKHOUSE_CLUSTER: optional(
      z.string().regex(/^\w+$/, 'must be a cluster name of letters, digits, and underscores').optional(),
    ),
    AUTH_SECRET: optional(z.string().min(32, 'must be at least 32 characters').optional()),
    SMTP_URL: optional(
      z
        .url({ protocol: /^smtps?$/, error: 'must be a URL such as smtps://user:password@mail.example.com:465' })
        .optional(),
    ),
    MAIL_FROM: optional(
      z
        .string()
        .regex(
          /^([^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
          'must be an address such as Tributary <no-reply@example.com>',
        )
        .optional(),
    ),
    GOOGLE_CLIENT_ID: optional(z.string().optional()),
    GOOGLE_CLIENT_SECRET: optional(z.string().optional()),
    GITHUB_CLIENT_ID: optional(z.string().optional()),
    GITHUB_CLIENT_SECRET: optional(z.string().optional()),
    GITHUB_URL: optional(
      z
        .url({ protocol: /^https?$/, error: 'must be the URL of a GitHub server, such as https://github.example.com' })
        .default('https://github.com'),
    ),
    OIDC_ISSUER: optional(
      z
        .url({
          protocol: /^https?$/,
          error: 'must be the URL of an OpenID provider, such as https://login.example.com',
        })
        .optional(),
    ),
    OIDC_CLIENT_ID: optional(z.string().optional()),
    OIDC_CLIENT_SECRET: optional(z.string().optional()),
    OIDC_TRUSTED_TENANTS: optional(
      z
        .string()
        .default('')
        .transform((text) =>
          text
            .split(',')
            .map((tenant) => tenant.trim().toLowerCase())
            .filter(Boolean),
        )
        .pipe(
          z.array(z.guid('must be a comma-separated list of tenant IDs such as 8eaef023-2b34-4da1-9baa-8bc8c9d6a490')),
        ),
    ),
    OIDC_NAME: optional(z.string().max(40, 'must be at most 40 characters').default('single sign-on')),
    TRUST_PROXY: optional(z.string().default('loopback')),
    DATA_CENTER_LIST: optional(z.string().optional()),
    PROXY_LIST: optional(z.string().optional()),
    OUTBOUND_ALLOW: optional(
      z
        .string()
        .default('')
        .transform((text) => text.split(',').map((entry) => entry.trim()))
        .transform((entries) => entries.filter(Boolean))
        .refine((entries) => entries.every((entry) => parseRange(entry)), outboundAllow),
    ),
    LINK_TEST_PROXIES: optional(
      z
        .string()
        .default('')
        .transform((text, context) => {
          const proxies = readProxies(text)
          if (proxies) return proxies
          context.addIssue({ code: 'custom', message: linkTestProxies })
          return z.NEVER
        }),
    ),
    RATE_LIMIT_PER_MINUTE: optional(z.coerce.number(rate).int(rate).min(1, rate).default(1200)),
  })
  .superRefine((value, context) => {
    for (const names of together) {
      const missing = names.filter((name) => value[name] === undefined)
      if (missing.length < names.length)
        for (const name of missing)
          context.addIssue({
            code: 'custom',
            path: [name],
            message: `must be set along with ${names.filter((other) => other !== name).join(' and ')}`,
          })
    }
  })

export type ProviderConfig = { clientId: string; clientSecret: string }

export type Config = {
  environment: 'development' | 'production' | 'test'
  port: number
  host: string
  /** The URL where people and links reach us, without a trailing slash. */
  baseUrl: string
  /** Absolute path of the folder for embedded stores, secrets, and the event journal. */
  dataDir: string
  /** PostgreSQL server; if absent, PostgreSQL is embedded in dataDir. */
  databaseUrl?: string
  /** ClickHouse server; if absent, ClickHouse is embedded in dataDir. */
  clickhouseUrl?: string
  /** Name of the ClickHouse cluster whose nodes share the event log. */
  clickhouseCluster?: string
  /** Signs sessions; if absent, it's generated and stored in dataDir. */
  authSecret?: string
  /** Sends our email; without it, messages are logged. */
  smtpUrl?: string
  mailFrom: string
  /** Additional ways to sign in, when configured. */
  google?: ProviderConfig
  github?: ProviderConfig & { url: string }
  oidc?: ProviderConfig & { issuer: string; name: string; trustedTenants: readonly string[] }
  /** Whose X-Forwarded-* headers are trusted: lib/tracking/forwarded.ts. */
  trustProxy: string
  /** Files with addresses of data centers and proxies, for fraud filters. */
  dataCenterList?: string
  proxyList?: string
  /** Addresses and ranges that URLs of users may lead to although they aren't public: lib/outbound. */
  outboundAllow: readonly string[]
  /** The proxy that link tests from a country go through, by the country's code: lib/link-tests. */
  linkTestProxies: ReadonlyMap<string, URL>
  rateLimitPerMinute: number
}

/**
 * Reads the configuration from environment variables.
 * @throws Error naming each invalid variable and what it expects
 */
export function parseConfig(variables: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(variables)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`These settings are invalid (environment variables or .env):\n${problems.join('\n')}`)
  }
  const value = parsed.data
  const baseUrl = withoutSlash(value.BASE_URL ?? `http://localhost:${value.PORT}`)
  const github = provider(value.GITHUB_CLIENT_ID, value.GITHUB_CLIENT_SECRET)
  const oidc = provider(value.OIDC_CLIENT_ID, value.OIDC_CLIENT_SECRET)
  return {
    environment: value.NODE_ENV,
    port: value.PORT,
    host: value.HOST,
    baseUrl,
    dataDir: resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    clickhouseUrl: value.CLICKHOUSE_URL,
    clickhouseCluster: value.CLICKHOUSE_CLUSTER,
    authSecret: value.AUTH_SECRET,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM ?? `Tributary <no-reply@${new URL(baseUrl).hostname}>`,
    google: provider(value.GOOGLE_CLIENT_ID, value.GOOGLE_CLIENT_SECRET),
    github: github && { ...github, url: withoutSlash(value.GITHUB_URL) },
    oidc:
      oidc && value.OIDC_ISSUER !== undefined
        ? {
            ...oidc,
            issuer: withoutSlash(value.OIDC_ISSUER),
            name: value.OIDC_NAME,
            trustedTenants: value.OIDC_TRUSTED_TENANTS,
          }
        : undefined,
    trustProxy: value.TRUST_PROXY,
    dataCenterList: value.DATA_CENTER_LIST,
    proxyList: value.PROXY_LIST,
    outboundAllow: value.OUTBOUND_ALLOW,
    linkTestProxies: value.LINK_TEST_PROXIES,
    rateLimitPerMinute: value.RATE_LIMIT_PER_MINUTE,
  }
}

function provider(clientId: string | undefined, clientSecret: string | undefined): ProviderConfig | undefined {
  return clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined
}

/** Proxies by country, or undefined if the text is malformed or names a country twice. */
function readProxies(text: string): ReadonlyMap<string, URL> | undefined {
  const entries = text.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]))
  const proxies = new Map<string, URL>()
  for (const entry of entries) {
    const [, code = '', address = ''] = /^([A-Za-z]{2})=(\S+)$/.exec(entry) ?? []
    const country = code.toUpperCase()
    const url = parseUrl(address)
    if (!countryCodes.includes(country) || (url?.protocol !== 'http:' && url?.protocol !== 'https:')) return undefined
    proxies.set(country, url)
  }
  return proxies.size === entries.length ? proxies : undefined
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

let loaded: Config | undefined

/** The process's configuration, parsed on first use. A `.env` file in the working directory supplies unset variables. */
export function config(): Config {
  if (!loaded) {
    try {
      if (existsSync('.env')) process.loadEnvFile('.env')
    } catch (error) {
      throw new Error(`The file .env can't be read: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
    loaded = parseConfig(process.env)
  }
  return loaded
}
