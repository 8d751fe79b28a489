import { z } from 'zod'
import { allowedOrigins } from '@/lib/access/allowed-origins'
import { line } from '@/lib/fields'
import { permissions } from '@/lib/identity/permissions'
import { defineContract } from '@/lib/api/contract'
import { product } from '@/lib/api/dialect'

const MAX_OVERLAP_HOURS = 30 * 24

const path = '/api/app/api-keys'
const shared = { dialect: product, access: 'keys:manage', tags: ['API keys'], sessionOnly: true } as const
const params = z.object({ id: z.uuid('must be an API key ID') })
const shownOnce = 'This response is the only place the key appears. Only its hash is stored.'
const name = line(100).min(1, 'must not be empty')
const origins = allowedOrigins
  .optional()
  .describe(
    'Sites whose pages can use the key in the browser, such as https://app.example.com, or ["*"] for any. Default: none.',
  )

const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The key's prefix, for recognition. */
  prefix: z.string(),
  access: z.array(z.string()),
  /** Sites whose pages may use the key. */
  allowedOrigins: z.array(z.string()),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** The key that replaced it in a rotation. */
  replacedById: z.string().nullable(),
})
export type ApiKeySummary = z.infer<typeof apiKey>

/** `key` is shown only once and isn't stored. */
const created = z.object({ apiKey, key: z.string() })

export const listApiKeys = defineContract({
  ...shared,
  id: 'listApiKeys',
  method: 'GET',
  path,
  summary: 'List your API keys, newest first, and the permissions you can grant',
  response: z.object({
    apiKeys: z.array(apiKey),
    /** The permissions the caller can give to keys, and what each means. */
    grantable: z.array(z.object({ access: z.enum(permissions), means: z.string() })),
  }),
})
export type ApiKeysAnswer = z.infer<typeof listApiKeys.response>

export const createApiKey = defineContract({
  ...shared,
  id: 'createApiKey',
  method: 'POST',
  path,
  summary: 'Create an API key',
  description: shownOnce,
  body: z.strictObject({
    name,
    access: z
      .array(z.enum(permissions, `must be one of ${permissions.join(', ')}`))
      .min(1, 'must have at least one permission')
      .optional()
      .describe('The key’s permissions, all of which you must have yourself. Default: read-only.'),
    expires_at: z.iso
      .datetime({ offset: true, error: 'must be a time such as 2027-01-31T00:00:00Z' })
      .refine((time) => new Date(time) > new Date(), 'must be in the future')
      .refine((time) => new Date(time).getUTCFullYear() < 2200, 'must be before the year 2200')
      .nullish(),
    allowed_origins: origins,
  }),
  status: 201,
  response: created,
})

export const updateApiKey = defineContract({
  ...shared,
  id: 'updateApiKey',
  method: 'PATCH',
  path: `${path}/{id}`,
  summary: 'Rename an API key or change its allowed origins',
  params,
  body: z.strictObject({ name: name.optional(), allowed_origins: origins }),
  response: apiKey,
})

export const rotateApiKey = defineContract({
  ...shared,
  id: 'rotateApiKey',
  method: 'POST',
  path: `${path}/{id}/rotate`,
  summary: 'Replace an API key with a new one',
  description: `The new key has the same name, access, allowed origins, and lifetime. The old one keeps working until the overlap ends. ${shownOnce}`,
  params,
  body: z.strictObject({
    overlap_hours: z
      .int(`must be a whole number of hours from 0 to ${MAX_OVERLAP_HOURS}`)
      .min(0, `must be a whole number of hours from 0 to ${MAX_OVERLAP_HOURS}`)
      .max(MAX_OVERLAP_HOURS, `must be a whole number of hours from 0 to ${MAX_OVERLAP_HOURS}`)
      .default(24)
      .describe('How long the old key keeps working.'),
  }),
  status: 201,
  response: created,
})

export const revokeApiKey = defineContract({
  ...shared,
  id: 'revokeApiKey',
  method: 'DELETE',
  path: `${path}/{id}`,
  summary: 'Permanently revoke an API key',
  params,
  status: 204,
  response: z.undefined(),
})
