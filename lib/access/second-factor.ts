import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Prisma } from '@/lib/database/generated/client'
import { makeCode, normalizeCode, showCode } from './codes'
import { decrypt, encrypt, keyedHash } from './encryption'

// RFC 6238 with the settings that every authenticator app supports: SHA-1, 6 digits, 30 seconds. Clocks can be off by one step.
const PERIOD = 30
const DRIFT = 1
const RECOVERY_CODES = 10
const RECOVERY_CODE_LENGTH = 10

type Client = Pick<Prisma.TransactionClient, 'user' | 'recoveryCode'>
type Owner = { id: string; organizationId: string }

function totp(secret: Uint8Array, email: string): TOTP {
  // Copied, since a small Buffer's underlying ArrayBuffer is a shared pool.
  return new TOTP({
    issuer: 'Tributary',
    label: email,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
    period: PERIOD,
    digits: 6,
    algorithm: 'SHA1',
  })
}

/** Creates a secret for an authenticator app. It takes effect only once a code is confirmed; until then, setup can start over. */
export async function beginSecondFactor(
  client: Client,
  user: Owner & { email: string },
): Promise<{ secret: string; uri: string } | null> {
  const secret = randomBytes(20)
  const { count } = await client.user.updateMany({
    where: { id: user.id, organizationId: user.organizationId, totpConfirmedAt: null },
    data: { totpSecret: encrypt('second factor', user.id, secret), totpLastStep: null },
  })
  if (count === 0) return null
  const made = totp(secret, user.email)
  return { secret: made.secret.base32, uri: made.toString() }
}

/** Whether the code matches the user's app, ignoring spacing. Each code works once: the same statement that compares its step also stores it. */
export async function takeTotp(
  client: Client,
  { id, organizationId }: Owner,
  given: string,
  now = new Date(),
): Promise<boolean> {
  const code = normalizeCode(given)
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

/** Whether the code is an unused recovery code, ignoring spacing. Marks it as used. */
async function takeRecoveryCode(
  client: Client,
  { id, organizationId }: Owner,
  given: string,
  now: Date,
): Promise<boolean> {
  const { count } = await client.recoveryCode.updateMany({
    where: { organizationId, userId: id, hash: hashRecoveryCode(id, normalizeCode(given)), usedAt: null },
    data: { usedAt: now },
  })
  return count === 1
}

/** Checks and uses up a code from the app or a recovery code. */
export async function takeCode(client: Client, user: Owner, given: string, now = new Date()): Promise<boolean> {
  return normalizeCode(given).length === RECOVERY_CODE_LENGTH
    ? takeRecoveryCode(client, user, given, now)
    : takeTotp(client, user, given, now)
}

/** Creates ten recovery codes that replace all earlier ones. They can be shown only once, since only hashes are stored. */
export async function makeRecoveryCodes(client: Client, { id, organizationId }: Owner): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => makeCode(RECOVERY_CODE_LENGTH))
  await client.recoveryCode.deleteMany({ where: { organizationId, userId: id } })
  await client.recoveryCode.createMany({
    data: codes.map((code) => ({ organizationId, userId: id, hash: hashRecoveryCode(id, code) })),
  })
  return codes.map(showCode)
}

/** Removes the second factor and its recovery codes. */
export async function removeSecondFactor(client: Client, { id, organizationId }: Owner): Promise<void> {
  await client.user.updateMany({
    where: { id, organizationId },
    data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null },
  })
  await client.recoveryCode.deleteMany({ where: { organizationId, userId: id } })
}

function hashRecoveryCode(userId: string, code: string): Uint8Array<ArrayBuffer> {
  return keyedHash('recovery code', userId, code)
}
