import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { authSecret } from './secret'

const IV_BYTES = 12
const TAG_BYTES = 16

/** Derives a separate key for each purpose, so a value from one doesn't work for another. */
function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', authSecret(), '', `tributary ${purpose}`, 32))
}

/** Encrypts with AES-256-GCM, bound to `owner`: a copy in another row can't be decrypted. */
export function encrypt(purpose: string, owner: string, plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), sealed]))
}

/** @returns null for anything not encrypted for this purpose and owner with the current secret */
export function decrypt(purpose: string, owner: string, sealed: Uint8Array): Uint8Array | null {
  try {
    const bytes = Buffer.from(sealed)
    const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

/** Hashes with a key, for codes so short that a plain hash could be brute-forced. */
export function keyedHash(purpose: string, owner: string, text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', keyFor(purpose)).update(`${owner}\0${text}`).digest())
}
