import type { PostbackBodyType, PostbackMethod } from '@/lib/database/generated/client'
import { compileText, type TextTemplate } from '@/lib/macro-text'
import { compileUrl, type Template } from '@/lib/macros'
import { macrosOf, type PostbackSource } from './macros'

/** What a postback sends, as it's stored. */
export type Sent = {
  publisherId: string | null
  method: PostbackMethod
  url: string
  headers: Readonly<Record<string, string>>
  bodyType: PostbackBodyType
  body: string
}

/** A request, with its macros filled in. */
export type FilledRequest = {
  method: PostbackMethod
  url: string
  headers: Readonly<Record<string, string>>
  body: string | null
}

const contentTypes = { JSON: 'application/json', Form: 'application/x-www-form-urlencoded' } as const

type Compiled = {
  url: Template<PostbackSource>
  body: TextTemplate<PostbackSource> | null
  headers: Readonly<Record<string, string>>
}

// Compiled once per record, since an edit creates a new record.
const compiled = new WeakMap<Sent, Compiled | null>()

/** What's sent about one click or conversion. Undefined if what's stored can't be sent anymore, such as a body that isn't JSON. */
export function requestOf(postback: Sent, source: PostbackSource): FilledRequest | undefined {
  let templates = compiled.get(postback)
  if (templates === undefined) compiled.set(postback, (templates = compile(postback)))
  if (templates === null) return undefined
  const { url, body, headers } = templates
  return { method: postback.method, url: url.fill(source), headers, body: body && body(source) }
}

function compile(postback: Sent): Compiled | null {
  const { headers, bodyType } = postback
  const readers = macrosOf(postback)
  const url = compileUrl(postback.url, readers)
  if (!url) return null
  if (postback.method === 'GET' || postback.body === '') return { url, body: null, headers }
  const body = compileText(bodyType, postback.body, readers)
  return body ? { url, body, headers: { ...headers, 'Content-Type': contentTypes[bodyType] } } : null
}
