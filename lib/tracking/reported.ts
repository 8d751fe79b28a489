import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { ReportedCustomer } from '@/lib/conversions/customers'
import type { CustomerReport, Report } from '@/lib/conversions/outcome'
import { amount, currency } from '@/lib/fields'
import { isUuid } from '@/lib/uuid'
import { Query } from './query'
import { clean } from './text'

// What a postback or pixel says about a conversion.

/** Longest values that are kept, in characters. */
const LONGEST = { externalId: 255, reason: 100, event: 200, url: 2000, name: 200, email: 254 }

/** Parameters that aren't logged. */
const masked: ReadonlySet<string> = new Set(['secure', 'customer_name', 'customer_email'])

/** A parameter that's wrong, and how. */
export type Fault = { field: string; message: string }

/** What every kind of report can say. */
export type Reported = Pick<Report, 'event' | 'amount' | 'amountCurrency' | 'externalId'> & {
  customer: ReportedCustomer | null
}

/** Parameters by name, without empty ones and macros that weren't filled in. */
export class Parameters {
  readonly #values: ReadonlyMap<string, string>

  constructor(values: Iterable<[string, string]>) {
    this.#values = new Map([...values].map(([name, value]) => [name, value.trim()]))
  }

  get(name: string): string | undefined {
    const value = this.#values.get(name)
    return value === undefined || value === '' || isUnfilled(value) ? undefined : value
  }

  /** Whether the parameter is a macro that wasn't filled in. */
  isUnfilled(name: string): boolean {
    return isUnfilled(this.#values.get(name) ?? '')
  }

  /** As a request's target, without the security token and what identifies a person. */
  inWords(path: string): string {
    const shown = new URLSearchParams(
      [...this.#values].map(([name, value]) => [name, masked.has(name.toLowerCase()) ? '***' : value]),
    )
    const query = shown.toString()
    return clean(query === '' ? path : `${path}?${query}`, LONGEST.url)
  }
}

/** `{amount}`, `{{amount}}`, `[amount]`, `${amount}`, `%%AMOUNT%%`, `#amount#` */
const isUnfilled = (value: string): boolean => /^(\$?\{+[\w .-]+\}+|\[[\w .-]+\]|%+\w+%+|#\w+#)$/.test(value)

const json = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
/** Strings and numbers of valid JSON. */
const tokens = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g

/**
 * The parameters of a request: those in its body, then those in its URL. Bodies are JSON objects or forms.
 * @returns those in its URL as well if the body is neither, which `isReadable` says
 */
export async function parametersOf(request: IncomingMessage): Promise<{ parameters: Parameters; isReadable: boolean }> {
  const inUrl = [...new Query(request.url ?? '').entries()]
  const inBody = request.method === 'POST' ? await bodyOf(request) : []
  return { parameters: new Parameters([...inUrl, ...(inBody ?? [])]), isReadable: inBody !== undefined }
}

async function bodyOf(request: IncomingMessage): Promise<[string, string][] | undefined> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk))
  const body = Buffer.concat(chunks).toString('utf8').trim()
  const type = request.headers['content-type'] ?? ''
  // Scripts often send JSON as plain text.
  if (/\bjson\b/i.test(type) || body.startsWith('{')) return fromJson(body)
  if (body === '') return []
  return isForm.test(type) && startsForm.test(body) ? [...new Query(`?${body}`).entries()] : undefined
}

/** Scripts also send forms as plain text, or without saying what it is. */
const isForm = /^\s*(application\/x-www-form-urlencoded|text\/plain)?\s*(;|$)/i
/** Anything else that's called a form, such as XML, would look like a parameter with an odd name, and what it says would be ignored. */
const startsForm = /^&*[^\s<>=&]+[=&]/

function fromJson(body: string): [string, string][] | undefined {
  if (body === '') return []
  try {
    JSON.parse(body)
    // As numbers, order IDs with more than 15 digits would become other ones.
    const exact = body.replace(tokens, (token) => (/^"|e/i.test(token) ? token : `"${token}"`))
    const parsed = json.safeParse(JSON.parse(exact))
    return (
      parsed.data && Object.entries(parsed.data).map(([name, value]) => [name, value === null ? '' : String(value)])
    )
  } catch {
    return undefined
  }
}

/** IDs that tell conversions or customers apart. Truncated ones could be the same. */
const identifying = ['external_transaction_id', 'customer_id'] as const
const money = amount
const invalidAmount = 'must be an amount such as 12.50, with up to 12 digits and 6 decimal places'

/** Reads what's sold. */
export function reportedOf(parameters: Parameters): Reported | Fault {
  const sum = parameters.get('amount')
  if (sum !== undefined && !money.safeParse(sum).success) return { field: 'amount', message: invalidAmount }
  const code = parameters.get('currency')?.toUpperCase()
  if (code !== undefined) {
    const checked = currency.safeParse(code)
    if (!checked.success) return { field: 'currency', message: checked.error.issues[0]?.message ?? 'is invalid' }
  }
  const long = identifying.find((one) => (parameters.get(one)?.length ?? 0) > LONGEST.externalId)
  if (long) return { field: long, message: `must be at most ${LONGEST.externalId} characters` }
  const id = parameters.get('event_id')
  const name = parameters.get('event_name')
  const customer = parameters.get('customer_id')
  return {
    event:
      id !== undefined
        ? { id: clean(id, LONGEST.event) }
        : name !== undefined
          ? { name: clean(name, LONGEST.event) }
          : null,
    amount: sum ?? null,
    amountCurrency: code ?? null,
    externalId: clean(parameters.get('external_transaction_id') ?? '', LONGEST.externalId),
    customer:
      customer === undefined
        ? null
        : {
            externalId: clean(customer, LONGEST.externalId),
            name: clean(parameters.get('customer_name') ?? '', LONGEST.name),
            email: clean(parameters.get('customer_email') ?? '', LONGEST.email),
          },
  }
}

/** What a postback is about: a click or an impression, or whatever led to the customer. */
type Subject =
  Pick<Report, 'transactionId' | 'offerId' | 'customer'> | Pick<CustomerReport, 'transactionId' | 'offer' | 'customer'>

const statuses: Readonly<Record<string, Report['status']>> = {
  approved: 'Approved',
  pending: 'Pending',
  rejected: 'Rejected',
}

/** Reads what a postback says besides what's sold. */
export function postbackOf(
  parameters: Parameters,
): (Omit<Reported, 'customer'> & Pick<Report, 'status' | 'rejectedReason'> & Subject) | Fault {
  const transactionId = parameters.get('transaction_id')
  const offer = parameters.get('offer_id')
  if (transactionId !== undefined && !isUuid(transactionId))
    return { field: 'transaction_id', message: 'must be a click ID such as 019abf3e-5c0e-7c1f-9d52-0f6c5f2a7b11' }
  const status = parameters.get('status')?.toLowerCase()
  if (status !== undefined && !Object.hasOwn(statuses, status))
    return { field: 'status', message: 'must be approved, pending, or rejected' }
  const reported = reportedOf(parameters)
  if ('field' in reported) return reported
  const { customer } = reported
  const subject: Subject | null =
    transactionId !== undefined
      ? { transactionId: transactionId.toLowerCase(), offerId: null, customer }
      : customer && { transactionId: null, offer: offer === undefined ? null : clean(offer, LONGEST.event), customer }
  if (!subject)
    return {
      field: 'transaction_id',
      message: parameters.isUnfilled('transaction_id')
        ? 'is a macro that wasn’t filled in'
        : 'is required: the click ID that the landing page’s URL had. Later conversions of a known customer can have customer_id instead',
    }
  const reason = parameters.get('new_rejected_reason')
  return {
    ...reported,
    ...subject,
    status: status === undefined ? null : (statuses[status] ?? null),
    rejectedReason: reason === undefined ? null : clean(reason, LONGEST.reason),
  }
}
