import { z } from 'zod'
import { makeOwnKey, revokeOwnKey, rotateOwnKey } from '../../access/api-keys'
import { keyPermissions, permissionNames, permissions } from '../../access/permissions'
import { line } from '../../catalog/rules'
import { database } from '../../database/client'
import type { ApiKey } from '../../database/generated/client'
import { apiKeyCreated, apiKeysAnswer, type ApiKeySummary } from '../../reports/shapes'
import { product } from '../dialect'
import { defineOperation } from '../operation'

const MAX_OVERLAP_HOURS = 30 * 24

const path = '/api/app/api-keys'
const shared = { dialect: product, access: 'keys:manage', tags: ['API keys'], sessionOnly: true } as const
const params = z.object({ id: z.uuid('must be the id of an API key') })
const shownOnce = 'The key is in this answer and nowhere else: only a hash of it is kept.'

export const listApiKeys = defineOperation({
  ...shared,
  id: 'listApiKeys',
  method: 'GET',
  path,
  summary: 'One’s own API keys, newest first, and what keys can be given',
  response: apiKeysAnswer,
  async run({ organization, user }) {
    const keys = await database()
      .forOrganization(organization.id)
      .apiKey.findMany({ where: { userId: user.id }, include: { replacedBy: true }, orderBy: { id: 'desc' } })
    return {
      apiKeys: keys.map((key) => summary(key, key.replacedBy)),
      grantable: keyPermissions(user.role).map((permission) => ({ access: permission, means: permissionNames[permission] })),
    }
  },
})

export const makeApiKey = defineOperation({
  ...shared,
  id: 'createApiKey',
  method: 'POST',
  path,
  summary: 'Make an API key',
  description: shownOnce,
  body: z.strictObject({
    name: line(100).min(1, 'must not be empty'),
    access: z
      .array(z.enum(permissions, `must be some of ${permissions.join(', ')}`))
      .min(1, 'must name at least one')
      .optional()
      .describe('What the key may do, of what you may. Without it, the key reads and changes nothing.'),
    expires_at: z.iso
      .datetime({ offset: true, error: 'must be a time such as 2027-01-31T00:00:00Z' })
      .refine((time) => new Date(time) > new Date(), 'must be in the future')
      .refine((time) => new Date(time).getUTCFullYear() < 2200, 'must be before the year 2200')
      .nullish(),
  }),
  status: 201,
  response: apiKeyCreated,
  async run(caller, { body }) {
    const { key, apiKey } = await makeOwnKey(database(), caller, {
      name: body.name,
      access: body.access,
      expiresAt: body.expires_at ? new Date(body.expires_at) : null,
    })
    return { key, apiKey: summary(apiKey, null) }
  },
})

export const rotateApiKey = defineOperation({
  ...shared,
  id: 'rotateApiKey',
  method: 'POST',
  path: `${path}/{id}/rotate`,
  summary: 'Make an API key that takes the place of another',
  description: `It has the same name, access and lifetime. The old one works on for the overlap. ${shownOnce}`,
  params,
  body: z.strictObject({
    overlap_hours: z
      .int(`must be a whole number of hours from 0 to ${MAX_OVERLAP_HOURS}`)
      .min(0, `must be a whole number of hours from 0 to ${MAX_OVERLAP_HOURS}`)
      .max(MAX_OVERLAP_HOURS, `must be a whole number of hours from 0 to ${MAX_OVERLAP_HOURS}`)
      .default(24)
      .describe('How long the old key still works.'),
  }),
  status: 201,
  response: apiKeyCreated,
  async run(caller, { params: { id }, body }) {
    const { key, apiKey } = await rotateOwnKey(database(), caller, id, body.overlap_hours)
    return { key, apiKey: summary(apiKey, null) }
  },
})

export const revokeApiKey = defineOperation({
  ...shared,
  id: 'revokeApiKey',
  method: 'DELETE',
  path: `${path}/{id}`,
  summary: 'Revoke an API key for good',
  params,
  status: 204,
  response: z.undefined(),
  async run(caller, { params: { id } }) {
    await revokeOwnKey(database(), caller, id)
    return undefined
  },
})

function summary(key: ApiKey, replacedBy: ApiKey | null): ApiKeySummary {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    access: key.access,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    replacedById: replacedBy && replacedBy.id,
  }
}
