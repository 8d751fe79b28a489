import { postbacksResource, type PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { defineForm } from '@/components/forms/define'

/** One header per line. */
const linesOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

function headersOf(lines: string): Record<string, string> {
  const given = lines.split('\n').filter((line) => line.trim() !== '')
  return Object.fromEntries(
    given.map((line) => {
      const colon = line.indexOf(':')
      return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    }),
  )
}

/** What the form shows for a postback, or for a new one. */
export const postbackValues = (postback: PostbackAnswer | null) => ({
  name: postback?.name ?? '',
  trigger: postback?.trigger ?? 'conversion',
  offer_incremental_id: postback?.offer?.id ?? '',
  event_incremental_id: postback?.event?.id ?? '',
  method: postback?.method ?? 'GET',
  url: postback?.url ?? '',
  header_lines: linesOf(postback?.headers ?? {}),
  body_type: postback?.body_type ?? 'JSON',
  body: postback?.body ?? '',
  delay_seconds: String(postback?.delay_seconds ?? 0),
  active: postback?.active ?? true,
})

export type PostbackValues = ReturnType<typeof postbackValues>

const { create, update } = postbacksResource.contracts

const body = <V extends PostbackValues>({ header_lines: lines, ...rest }: V) => ({ ...rest, headers: headersOf(lines) })
const shows = { headers: 'header_lines' } as const

/** Whose it is doesn't change later. */
export const newPostbackForm = defineForm({
  to: create,
  values: { ...postbackValues(null), publisher_incremental_id: '' },
  body,
  shows,
})
export const postbackForm = defineForm({ to: update, values: postbackValues(null), body, shows })
