import { Problem } from './problem'

const HINT = 'must be the record’s updated_at, such as "2026-01-31T12:00:00.000Z", with or without quotes, or *'

/**
 * The time in an If-Match header: the record's `updated_at` as the client knows it. The change is refused if the record changed since then.
 * @returns null if any version will do
 * @throws Problem if it isn't a time
 */
export function readIfMatch(header: string | null | undefined): Date | null {
  const text = header?.trim().replace(/^"(.*)"$/, '$1') ?? '*'
  if (text === '*') return null
  const time = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) ? new Date(text) : undefined
  if (!time || Number.isNaN(time.getTime()))
    throw new Problem('invalid', `If-Match: ${HINT}`, [{ field: 'If-Match', message: HINT }])
  return time
}
