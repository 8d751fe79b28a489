import { randomBytes, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Database } from '../database/client'
import type { Prisma } from '../database/generated/client'
import { decrypt, encrypt, keyedHash } from './encryption'

// RFC 6238 with what every authenticator app knows: SHA-1, 6 digits, 30 seconds. Clocks may be one step off.
const PERIOD = 30
const DRIFT = 1
const RECOVERY_CODES = 10
/** Without letters that look like digits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

type Client = Database['prisma'] | Prisma.TransactionClient
type Owner = { id: string; organizationId: string }

function totp(secret: Uint8Array, email: string): TOTP {
  // A copy: the buffer of a small Buffer is a pool that others share.
  return new TOTP({ issuer: 'Tributary', label: email, secret: new Secret({ buffer: new Uint8Array(secret).buffer }), period: PERIOD, digits: 6, algorithm: 'SHA1' })
}

/** Makes a secret for an authenticator app. It counts only once a code made with it was confirmed; until then one can begin anew. */
export async function beginSecondFactor(client: Client, user: Owner & { email: string }): Promise<{ secret: string; uri: string } | null> {
  const secret = randomBytes(20)
  const { count } = await client.user.updateMany({
    where: { id: user.id, organizationId: user.organizationId, totpConfirmedAt: null },
    data: { totpSecret: encrypt('second factor', user.id, secret), totpLastStep: null },
  })
  if (count === 0) return null
  const made = totp(secret, user.email)
  return { secret: made.secret.base32, uri: made.toString() }
}

/** Whether the code is what the user's app shows now. Each is good once: the step is taken in the statement that compares it. */
export async function takeTotp(client: Client, { id, organizationId }: Owner, code: string, now = new Date()): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return false
  const user = await client.user.findFirst({ where: { id, organizationId }, select: { email: true, totpSecret: true } })
  const secret = user?.totpSecret && decrypt('second factor', id, user.totpSecret)
  if (!user || !secret) return false
  const delta = totp(secret, user.email).validate({ token: code, timestamp: now.getTime(), window: DRIFT })
  if (delta === null) return false
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta
  const { count } = await client.user.updateMany({
    where: { id, organizationId, OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] },
    data: { totpLastStep: step },
  })
  return count === 1
}

/** Whether the code is a recovery code that was not used yet; it is now. */
async function takeRecoveryCode(client: Client, { id, organizationId }: Owner, code: string, now: Date): Promise<boolean> {
  const { count } = await client.recoveryCode.updateMany({
    where: { organizationId, userId: id, hash: hashRecoveryCode(id, code), usedAt: null },
    data: { usedAt: now },
  })
  return count === 1
}

/** A code of the app or a recovery code, however it is spaced. */
export async function takeCode(client: Client, user: Owner, given: string, now = new Date()): Promise<boolean> {
  const code = given.replace(/[\s-]/g, '').toLowerCase()
  return /^\d{6}$/.test(code) ? takeTotp(client, user, code, now) : takeRecoveryCode(client, user, code, now)
}

/** Makes ten recovery codes in place of those there were. They are shown once: only hashes are kept. */
export async function makeRecoveryCodes(client: Client, { id, organizationId }: Owner): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: 10 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(''))
  await client.recoveryCode.deleteMany({ where: { organizationId, userId: id } })
  await client.recoveryCode.createMany({ data: codes.map((code) => ({ organizationId, userId: id, hash: hashRecoveryCode(id, code) })) })
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
}

/** Takes the second factor away, with everything that belonged to it. */
export async function removeSecondFactor(client: Client, { id, organizationId }: Owner): Promise<void> {
  await client.user.updateMany({ where: { id, organizationId }, data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null } })
  await client.recoveryCode.deleteMany({ where: { organizationId, userId: id } })
}

function hashRecoveryCode(userId: string, code: string): Uint8Array<ArrayBuffer> {
  return keyedHash('recovery code', userId, code)
}
