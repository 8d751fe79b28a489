import { makeOwnKey, revokeOwnKey, rotateOwnKey, updateOwnKey } from '@/lib/access/api-keys'
import { database } from '@/lib/database/client'
import type { ApiKey } from '@/lib/database/generated/client'
import { keyPermissions, permissionNames } from '@/lib/identity/permissions'
import { handle } from '@/lib/api/operation'
import {
  createApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
  updateApiKey,
  type ApiKeySummary,
} from './api-keys.contract'

export const apiKeyOperations = [
  handle(listApiKeys, async ({ organization, user }) => {
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
  }),

  handle(createApiKey, async (caller, { body }) => {
    const { key, apiKey } = await makeOwnKey(database(), caller, {
      name: body.name,
      access: body.access,
      allowedOrigins: body.allowed_origins,
      expiresAt: body.expires_at ? new Date(body.expires_at) : null,
    })
    return { key, apiKey: summary(apiKey, null) }
  }),

  handle(updateApiKey, async (caller, { params: { id }, body }) => {
    const key = await updateOwnKey(database(), caller, id, { name: body.name, allowedOrigins: body.allowed_origins })
    return summary(key, key.replacedBy)
  }),

  handle(rotateApiKey, async (caller, { params: { id }, body }) => {
    const { key, apiKey } = await rotateOwnKey(database(), caller, id, body.overlap_hours)
    return { key, apiKey: summary(apiKey, null) }
  }),

  handle(revokeApiKey, async (caller, { params: { id } }) => {
    await revokeOwnKey(database(), caller, id)
    return undefined
  }),
]

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
