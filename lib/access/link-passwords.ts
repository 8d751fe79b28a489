import { hashLinkPassword } from '@/lib/link-password'
import { decrypt, encrypt } from './encryption'

// The passwords of short links. Those who can see a link can read its password, since they give it to visitors.

const PURPOSE = 'link password'

/** A password as its link stores it: encrypted for people, hashed for trackers. */
export async function sealLinkPassword(id: string, password: string) {
  return { password: encrypt(PURPOSE, id, Buffer.from(password)), passwordHash: await hashLinkPassword(password) }
}

/** A link's password, or null if it was encrypted with another AUTH_SECRET. */
export function openLinkPassword(id: string, sealed: Uint8Array): string | null {
  const plain = decrypt(PURPOSE, id, sealed)
  return plain && Buffer.from(plain).toString()
}
