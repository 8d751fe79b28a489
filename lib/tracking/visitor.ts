import { hash } from 'node:crypto'

/**
 * Tells one organization's visitors of a day apart without storing who they are: the first 64 bits of
 * SHA-256(salt | organization | address | user agent), as decimal digits. The salt is the day's secret (lib/tracking/salts.ts) and is
 * deleted after two days. From then on, nobody can recover an address by trying them all.
 * A plain hash with a fixed-length secret prefix is as good as a keyed hash here, because only part of it is ever exposed. It takes 1 µs, an HMAC 4.
 * @param salt hex digits, always of the same length
 */
export function visitorHash(salt: string, organization: string, address: string, userAgent: string): string {
  return BigInt(`0x${hash('sha256', `${salt}|${organization}|${address}|${userAgent}`, 'hex').slice(0, 16)}`).toString()
}
