/** A short link without its scheme, as people read it. */
export const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, '')

/** What opens when a QR code is scanned, so that the click says so. */
export const scanned = (address: string): string => `${address}?qr=1`

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A key that's hard to guess and easy to read aloud. */
export function randomKey(length: number): string {
  const random = crypto.getRandomValues(new Uint32Array(length))
  return Array.from(random, (number) => letters[number % letters.length]).join('')
}
