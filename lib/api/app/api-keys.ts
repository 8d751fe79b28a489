import { z } from 'zod'
import { createApiKey } from '../../access/api-keys'
import { permissions, readingPermissions } from '../../access/permissions'
import { database } from '../../database/client'
import { apiKeyCreated, apiKeysAnswer, type ApiKeySummary } from '../../reports/shapes'
import type { ApiKey } from '../../database/generated/client'
import { product } from '../dialect'
import { defineOperation } from '../operation'
import { Problem } from '../problem'

const MAX_KEYS = 100

const shared = { dialect: product, access: 'keys:manage', tags: ['API keys'], sessionOnly: true } as const

export const listApiKeys = defineOperation({
  ...shared,
  id: 'listApiKeys',
  method: 'GET',
  path: '/api/app/api-keys',
  summary: 'One’s own API keys, newest first',
  response: apiKeysAnswer,
  async run({ organization, user }) {
    const keys = await database().forOrganization(organization.id).apiKey.findMany({ where: { userId: user.id }, orderBy: { id: 'desc' } })
    return { apiKeys: keys.map(summary) }
  },
})

export const makeApiKey = defineOperation({
  ...shared,
  id: 'createApiKey',
  method: 'POST',
  path: '/api/app/api-keys',
  summary: 'Make an API key',
  description: 'The key is in this answer and nowhere else: only a hash of it is kept.',
  body: z.strictObject({
    name: z.string().trim().min(1, 'must not be empty').max(100, 'must have 100 characters at most'),
    access: z.array(z.enum(permissions, `must be some of ${permissions.join(', ')}`)).min(1, 'must name at least one').optional(),
    expires_at: z.iso
      .datetime({ offset: true, error: 'must be a time such as 2027-01-31T00:00:00Z' })
      .refine((time) => new Date(time) > new Date(), 'must be in the future')
      .nullish(),
  }),
  status: 201,
  response: apiKeyCreated,
  async run({ organization, user }, { body }) {
    const active = await database().forOrganization(organization.id).apiKey.count({ where: { userId: user.id, revokedAt: null } })
    if (active >= MAX_KEYS) throw new Problem('conflict', `You have ${MAX_KEYS} API keys. Revoke one that is not used any more first.`)
    const { key, apiKey } = await createApiKey(database(), {
      organizationId: organization.id,
      userId: user.id,
      name: body.name,
      access: body.access ?? readingPermissions(user.role),
      expiresAt: body.expires_at ? new Date(body.expires_at) : null,
    })
    return { key, apiKey: summary(apiKey) }
  },
})

export const revokeApiKey = defineOperation({
  ...shared,
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/app/api-keys/{id}',
  summary: 'Revoke an API key for good',
  params: z.object({ id: z.uuid('must be the id of an API key') }),
  status: 204,
  response: z.undefined(),
  async run({ organization, user }, { params }) {
    const { count } = await database()
      .forOrganization(organization.id)
      .apiKey.updateMany({ where: { id: params.id, userId: user.id, revokedAt: null }, data: { revokedAt: new Date() } })
    if (count === 0) throw new Problem('not_found', 'You have no API key with this id that is still valid.')
    return undefined
  },
})

function summary(key: ApiKey): ApiKeySummary {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    access: key.access,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  }
}
