import { hash } from 'node:crypto'

/**
 * Tells visitors of one organization and day apart without keeping who they are: the first 64 bits of
 * SHA-256(salt | organization | address | user agent), as decimal digits. The salt is the day's secret (lib/tracking/salts.ts) and is
 * deleted after two days; from then on nobody can find an address by trying them all.
 * A plain hash behind a secret of fixed length does as keyed hash here, since only a part of it is ever shown: 1 µs, an HMAC takes 4.
 * @param salt hex digits, always of the same length
 */
export function visitorHash(salt: string, organization: string, address: string, userAgent: string): string {
  return BigInt(`0x${hash('sha256', `${salt}|${organization}|${address}|${userAgent}`, 'hex').slice(0, 16)}`).toString()
}
