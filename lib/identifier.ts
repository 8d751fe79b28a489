import { isUuid } from './uuid'

// How people and API clients name records. Publishers, advertisers, networks, offers, and landing pages have a number, unique in the organization.

/** The number in the text, or null if it isn't one. Nine digits always fit PostgreSQL's integer. */
export function numberIn(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** A Prisma condition for the record with this number or ID, or null if the text is neither. */
export function numberOrId(text: string): { incrementalId: number } | { id: string } | null {
  if (isUuid(text)) return { id: text }
  const number = numberIn(text)
  return number === null ? null : { incrementalId: number }
}
