import { z } from 'zod'
import { PostbackBodyType, PostbackMethod, PostbackTrigger } from '@/lib/database/generated/enums'
import { flag, lines, name, oneOf, webAddress } from '@/lib/fields'
import { conversionMacroNames, inBraces, macroNames, macrosIn } from '@/lib/macro-names'
import { compileText } from '@/lib/macro-text'
import { keeping, type Fault } from './faults'
import { origin } from './origin'

/** Headers that calls have anyway, or that say how they're sent. */
const reserved: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'idempotency-key',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'tributary-signature',
  'upgrade',
  'user-agent',
])

const headerValue = z
  .string('must be text')
  .trim()
  .max(1000, 'must be at most 1,000 characters')
  .regex(/^[\x20-\x7e]*$/, 'must only contain printable ASCII characters')

const headers = z.record(z.string(), headerValue).superRefine((given, context) => {
  const names = Object.keys(given)
  if (names.length > 20) context.addIssue('must have at most 20 headers')
  for (const header of names)
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(header))
      context.addIssue({ code: 'custom', path: [header], message: 'isn’t a valid header name' })
    else if (reserved.has(header.toLowerCase()))
      context.addIssue({ code: 'custom', path: [header], message: 'is a header that Tributary sets itself' })
  if (new Set(names.map((header) => header.toLowerCase())).size < names.length)
    context.addIssue('must have each header only once')
})

/** The longest delay, in seconds. */
export const LONGEST_DELAY = 86_400
const delayMessage = `must be a whole number of seconds from 0 to ${LONGEST_DELAY.toLocaleString('en-US')}`

/** What people can set about a postback. References are checked where they're stored. */
export const postbackFields = {
  name,
  trigger: oneOf(PostbackTrigger),
  method: oneOf(PostbackMethod),
  /** Which macros it can have depends on what it's about. */
  url: webAddress,
  headers,
  bodyType: oneOf(PostbackBodyType),
  body: lines(10_000),
  delaySeconds: z.int(delayMessage).min(0, delayMessage).max(LONGEST_DELAY, delayMessage),
  active: flag,
} as const

type Checked = {
  publisherId?: string | null
  offerId?: string | null
  offerEventId?: string | null
  trigger?: PostbackTrigger
  method?: PostbackMethod
  url?: string
  bodyType?: PostbackBodyType
  body?: string
}

/** What's wrong with a postback's fields as a whole. */
export function postbackFaults(postback: Checked): Fault[] {
  const { publisherId, offerId, offerEventId, trigger, method = 'GET', url = '', bodyType = 'JSON' } = postback
  const body = postback.body ?? ''
  const faults: Fault[] = []
  const add = (field: string, message: string) => void faults.push({ field, message })
  if (offerEventId && !offerId) add('eventIncrementalId', 'is only allowed with its offer')
  if (offerEventId && (trigger === 'click' || trigger === 'conversion'))
    add('eventIncrementalId', `isn’t allowed with the trigger ${trigger}`)
  if (body !== '' && method === 'GET') add('body', 'is only allowed with the method POST')
  const names = availableMacros(postback)
  for (const [field, text] of Object.entries({ url, body })) {
    const wrong = macrosIn(text).find((macro) => !names.includes(macro))
    if (wrong === undefined) continue
    if (wrong === 'revenue' && publisherId) add(field, 'has {revenue}, which publishers never get')
    else if (trigger === 'click' && conversionMacroNames.some((macro) => macro === wrong))
      add(field, `has {${wrong}}, which clicks don’t have`)
    else add(field, `has an unknown macro {${wrong}}. Macros: ${inBraces(names)}`)
  }
  const samples = Object.fromEntries(names.map((macro) => [macro, () => '']))
  if (body !== '' && bodyType === 'JSON' && !compileText('JSON', body, samples))
    add('body', 'must be JSON once its macros are filled in')
  return faults
}

/** The macros that a postback can have. */
export function availableMacros({ trigger, publisherId }: Pick<Checked, 'trigger' | 'publisherId'>): string[] {
  if (trigger === 'click') return [...macroNames]
  return [...macroNames, ...conversionMacroNames.filter((macro) => macro !== 'revenue' || !publisherId)]
}

export const postbackInput = keeping(
  z.strictObject({
    ...origin,
    ...z.object(postbackFields).partial().shape,
    name,
    trigger: postbackFields.trigger,
    url: postbackFields.url,
    publisherId: z.uuid().nullish(),
    offerId: z.uuid().nullish(),
    offerEventId: z.uuid().nullish(),
    /** Encrypted: lib/access/postback-secrets.ts. */
    secret: z.instanceof(Uint8Array<ArrayBuffer>),
  }),
  postbackFaults,
)
