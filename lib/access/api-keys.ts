import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../database/client'
import type { Permission } from './permissions'

/** So that a leaked key is recognised by people and secret scanners. */
const KEY_PREFIX = 'trb_'

export function hashApiKey(key: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(key).digest())
}

/** Makes a key. The caller shows `key` once: only its hash is kept. */
export async function createApiKey(
  database: Database,
  input: { organizationId: string; userId: string; name: string; access: readonly Permission[]; expiresAt?: Date | null },
) {
  const key = KEY_PREFIX + randomBytes(32).toString('base64url')
  const apiKey = await database.forOrganization(input.organizationId).apiKey.create({
    data: {
      organizationId: input.organizationId,
      userId: input.userId,
      name: input.name,
      prefix: key.slice(0, KEY_PREFIX.length + 6),
      hash: hashApiKey(key),
      access: [...input.access],
      expiresAt: input.expiresAt ?? null,
    },
  })
  return { key, apiKey }
}

/** The key a request carries: every API family accepts all three headers, whichever it documents. */
export function presentedApiKey(headers: Headers): string | undefined {
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  const key = headers.get('x-api-key') ?? headers.get('api-key') ?? bearer
  return key?.trim() || undefined
}
