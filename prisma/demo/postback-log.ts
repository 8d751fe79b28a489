import { unknownClick, type Attributed } from '@/lib/conversions/attribute'
import { results, type Outcome, type Report } from '@/lib/conversions/outcome'
import { storeTime } from '@/lib/events/sql'
import { NO_ID, type PostbackRow } from '@/lib/events/tables'
import { today } from '@/lib/time'
import { Parameters, postbackOf } from '@/lib/tracking/reported'
import type { DemoOrganization } from './catalog'
import type { Random } from './random'

// What came in, as lib/tracking/postback.ts logs it.

type Named = Readonly<Record<string, string | null | undefined>>

/** Writes an organization's postback log. */
export class PostbackLog {
  readonly rows: PostbackRow[] = []
  readonly #demo: DemoOrganization
  readonly #random: Random
  readonly #host: string

  constructor(demo: DemoOrganization, random: Random) {
    this.#demo = demo
    this.#random = random
    this.#host = demo.termsPlan.domains[0]?.host ?? ''
  }

  /**
   * Logs a report and what became of it.
   * @param customers the external IDs of those whose events name only them, by ID
   */
  reported({ report, click }: Attributed, outcome: Outcome, customers: ReadonlyMap<string, string>): void {
    const { source, event, customer, amount, amountCurrency, externalId, status, rejectedReason } = report
    const customerId = event && customer && 'id' in customer ? customers.get(customer.id) : undefined
    this.#add(report.time, click.id, outcome, {
      source,
      // Some shops' systems send forms.
      method: source === 'postback' && click.advertiser % 4 === 3 ? 'POST' : 'GET',
      parameters: {
        ...(source === 'pixel'
          ? { offer: report.allowedOfferId }
          : customerId === undefined
            ? { transaction_id: click.id, secure: 'token' }
            : { customer_id: customerId, offer_id: String(click.offer), secure: 'token' }),
        event_name: event && 'name' in event ? event.name : null,
        amount,
        currency: amountCurrency,
        external_transaction_id: externalId,
        status: status?.toLowerCase(),
        new_rejected_reason: rejectedReason,
      },
    })
  }

  /** Logs what can't be recorded: typos, tests, and tokens that were replaced. Each kind happens at least once. */
  failures(count: number, { from, to }: { from: number; to: number }): void {
    const random = this.#random
    for (let index = 0; index < Math.max(count, 8); index++) {
      const time = Math.floor(random.between(from, to))
      const id = random.uuid(time - 90_000)
      const amount = random.between(10, 200).toFixed(2)
      const kinds: readonly (readonly [Named, Outcome | null])[] = [
        [{ transaction_id: id, secure: 'token', amount }, unknownClick],
        [{ transaction_id: id, secure: 'token' }, unknownClick],
        [{ transaction_id: id, secure: 'old', amount }, wrongToken],
        [{ transaction_id: id, secure: null }, missingToken],
        [{ transaction_id: id, secure: 'token', amount: `${amount.replace('.', ',')} €` }, null],
        [{ transaction_id: '{transaction_id}', secure: 'token' }, null],
        [{ transaction_id: '12345', secure: 'token' }, null],
        [{ transaction_id: id, secure: 'token', currency: 'EURO', amount }, null],
      ]
      const [parameters, known] = kinds[index] ?? random.pick(kinds)
      const outcome = known ?? faultOf(parameters)
      this.#add(time, outcome === unknownClick ? id : NO_ID, outcome, { source: 'postback', method: 'GET', parameters })
    }
  }

  #add(
    time: number,
    click: string,
    outcome: Outcome,
    { source, method, parameters }: { source: Report['source']; method: string; parameters: Named },
  ): void {
    const given = new Parameters(Object.entries(parameters).flatMap(([name, text]) => (text ? [[name, text]] : [])))
    this.rows.push({
      organization: this.#demo.row.id,
      id: this.#random.uuid(time),
      time: storeTime(new Date(time)),
      day: today(this.#demo.plan.timezone, new Date(time)),
      direction: 'in',
      source,
      parent: NO_ID,
      attempt: 1,
      offer: outcome.offer ?? 0,
      publisher: outcome.publisher ?? 0,
      event: outcome.event ?? 0,
      click,
      conversion: outcome.conversionId ?? NO_ID,
      method,
      url: given.inWords(`/t/${source}`),
      host: this.#host,
      http_status: results[outcome.result],
      result: outcome.result,
      message: outcome.message,
      duration: 3 + Math.floor(this.#random.exponential(9)),
      response: '',
      postback: 0,
    })
  }
}

const wrongToken: Outcome = {
  result: 'wrong_token',
  field: 'secure',
  message: 'There’s no such security token.',
}
const missingToken: Outcome = {
  result: 'missing_token',
  field: 'secure',
  message: 'secure is required: the security token from the organization’s settings, or the offer’s own.',
}

/** What's wrong with parameters. */
function faultOf(named: Named): Outcome {
  const fault = postbackOf(new Parameters(Object.entries(named).map(([name, text]) => [name, text ?? ''])))
  if (!('field' in fault)) throw new Error('The demo’s invalid postbacks are invalid.')
  return { result: 'invalid', field: fault.field, message: `${fault.field} ${fault.message}.` }
}
