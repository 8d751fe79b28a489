import { z } from 'zod'
import { allowedOrigins } from '@/lib/access/allowed-origins'
import { makeOwnKey, revokeOwnKey, rotateOwnKey, updateOwnKey } from '@/lib/access/api-keys'
import { keyPermissions, permissionNames, permissions } from '@/lib/identity/permissions'
import { line } from '@/lib/fields'
import { database } from '@/lib/database/client'
import type { ApiKey } from '@/lib/database/generated/client'
import { apiKeyCreated, apiKeysAnswer, apiKeySummary, type ApiKeySummary } from '@/lib/reports/shapes'
import { product } from '@/lib/api/dialect'
import { defineContract } from '@/lib/api/contract'
import { handle } from '@/lib/api/operation'

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

export const listApiKeys = handle(
  defineContract({
    ...shared,
    id: 'listApiKeys',
    method: 'GET',
    path,
    summary: 'List your API keys, newest first, and the permissions you can grant',
    response: apiKeysAnswer,
  }),
  async ({ organization, user }) => {
    const keys = await database()
      .forOrganization(organization.id)
      .apiKey.findMany({ where: { userId: user.id }, include: { replacedBy: true }, orderBy: { id: 'desc' } })
    return {
      apiKeys: keys.map((key) => summary(key, key.replacedBy)),
      grantable: keyPermissions(user.role).map((permission) => ({
        access: permission,
        means: permissionNames[permission],
      })),
    }
  },
)

export const makeApiKey = handle(
  defineContract({
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
    response: apiKeyCreated,
  }),
  async (caller, { body }) => {
    const { key, apiKey } = await makeOwnKey(database(), caller, {
      name: body.name,
      access: body.access,
      allowedOrigins: body.allowed_origins,
      expiresAt: body.expires_at ? new Date(body.expires_at) : null,
    })
    return { key, apiKey: summary(apiKey, null) }
  },
)

export const updateApiKey = handle(
  defineContract({
    ...shared,
    id: 'updateApiKey',
    method: 'PATCH',
    path: `${path}/{id}`,
    summary: 'Rename an API key or change its allowed origins',
    params,
    body: z.strictObject({ name: name.optional(), allowed_origins: origins }),
    response: apiKeySummary,
  }),
  async (caller, { params: { id }, body }) => {
    const key = await updateOwnKey(database(), caller, id, { name: body.name, allowedOrigins: body.allowed_origins })
    return summary(key, key.replacedBy)
  },
)

export const rotateApiKey = handle(
  defineContract({
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
    response: apiKeyCreated,
  }),
  async (caller, { params: { id }, body }) => {
    const { key, apiKey } = await rotateOwnKey(database(), caller, id, body.overlap_hours)
    return { key, apiKey: summary(apiKey, null) }
  },
)

export const revokeApiKey = handle(
  defineContract({
    ...shared,
    id: 'revokeApiKey',
    method: 'DELETE',
    path: `${path}/{id}`,
    summary: 'Permanently revoke an API key',
    params,
    status: 204,
    response: z.undefined(),
  }),
  async (caller, { params: { id } }) => {
    await revokeOwnKey(database(), caller, id)
    return undefined
  },
)

function summary(key: ApiKey, replacedBy: ApiKey | null): ApiKeySummary {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    access: key.access,
    allowedOrigins: key.allowedOrigins,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    replacedById: replacedBy && replacedBy.id,
  }
}
