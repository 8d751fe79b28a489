/** Whether the text is a UUID in the usual form: hex digits in either case, in groups of 8-4-4-4-12. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}

/** A new UUIDv7, like those that the database gives new rows. For rows whose ID is needed before they exist. */
export function newUuid(now = new Date()): string {
  const time = now.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}

/** When a UUIDv7 was made, in ms since 1970 (RFC 9562). Of another kind of UUID, it's any time. */
export function uuidTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
