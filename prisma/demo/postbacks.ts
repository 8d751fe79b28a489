import { newPostbackSecret } from '@/lib/access/postback-secrets'
import { createPostbacks } from '@/lib/catalog/create'
import { ledgerRowOf } from '@/lib/conversions/ledger'
import { insertRows } from '@/lib/database/insert-rows'
import type { Postback, PostbackTrigger, Prisma } from '@/lib/database/generated/client'
import { organizationTransaction } from '@/lib/database/organization'
import type { PostbackRow } from '@/lib/events/tables'
import { recordChanges } from '@/lib/identity/audit'
import { KEPT, RETRIES, type NewCall } from '@/lib/outbound/call-store'
import { callsOf } from '@/lib/postbacks/fire'
import { rowOf } from '@/lib/postbacks/log'
import type { DemoOrganization } from './catalog'
import { actorOf } from './history'
import { Random } from './random'

// A few publishers' postbacks, and the network's own: most work, one was down for some hours, and one is dead.

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** How far back the log goes. */
const SINCE = 14 * DAY
/** How long one was down, and how long another one was dead until it was switched off. */
const OUTAGES = { good: 0, down: 3 * HOUR, dead: DAY } as const
/** How long ago that ended at least, so that everything has been retried. */
const OVER = 1.5 * DAY

type Plan = {
  name: string
  trigger: PostbackTrigger
  health: 'good' | 'down' | 'dead'
  url: (host: string) => string
  body?: string
  isNetworks?: true
}

/** Given to the largest publishers that manage postbacks, in turn. */
const plans: readonly Plan[] = [
  {
    name: 'Sales to our tracker',
    trigger: 'conversion',
    health: 'good',
    url: (host) =>
      `https://track.${host}/postback?cid={external_transaction_id}&payout={payout}&cur={currency}&token=p8hU2w`,
  },
  {
    name: 'Approved sales',
    trigger: 'approval',
    health: 'down',
    url: (host) => `https://api.${host}/v1/conversions`,
    body: '{"id": "{conversion_id}", "click": "{click_id}", "sub": "{sub_id}", "payout": {payout}, "currency": "{currency}"}',
  },
  {
    name: 'Old statistics server',
    trigger: 'conversion',
    health: 'dead',
    url: (host) => `https://stats-old.${host}/hit.php?s={sub_id}&p={payout}`,
  },
  {
    name: 'Chargebacks',
    trigger: 'rejection',
    health: 'good',
    url: (host) => `https://track.${host}/chargeback?cid={external_transaction_id}&id={conversion_id}`,
  },
  {
    name: 'Data warehouse',
    trigger: 'approval',
    health: 'good',
    isNetworks: true,
    url: (host) => `https://ingest.${host}/tributary`,
    body: '{"id": "{conversion_id}", "publisher": {publisher_id}, "offer": {offer_id}, "payout": {payout}, "revenue": {revenue}}',
  },
]

type Made = { row: Postback; plan: Plan }
type Try = { at: number; status: number; error: string }
const answered = (at: number, status = 200): Try => ({
  at,
  status,
  error: status < 400 ? '' : `The target responded with status ${status}.`,
})

/** Stores an organization's postbacks. @returns their log */
export async function storePostbacks(
  transaction: Prisma.TransactionClient,
  demo: DemoOrganization,
  { seed, now }: { seed: string; now: number },
): Promise<PostbackRow[]> {
  const random = new Random(`${seed}/postbacks/${demo.row.slug}`)
  const made = await storeRules(transaction, demo, random, now)
  const calls = await callsSince(transaction, demo, random, now)
  const log: PostbackRow[] = []
  for (const one of made) {
    const total = new Total(one.row)
    const own = calls.filter((each) => each.call.targetId === one.row.id)
    const outage = outageOf(
      own.map(({ time }) => time),
      OUTAGES[one.plan.health],
      now,
    )
    for (const { call, time } of own) {
      const tries = triesOf(one.plan.health, outage, { host: call.host, time, now }, random)
      for (const [attempts, each] of tries.entries()) {
        const duration = each.status === 0 ? random.between(3, 40) : 60 + random.exponential(90)
        const response = each.status === 200 ? 'OK' : each.status === 0 ? '' : 'Service Unavailable'
        const attempt = {
          ...each,
          call: { ...call, attempts },
          time: new Date(each.at),
          duration: Math.round(duration),
          response,
        }
        log.push({ ...rowOf(attempt, demo.plan.timezone), id: random.uuid(each.at) })
      }
      if (tries.length > 0) total.add(tries)
      const last = tries.at(-1)
      if (last && last.error !== '' && tries.length > RETRIES.length) await keep(transaction, call, time, last.at)
    }
    await transaction.callTotal.create({ data: total.row() })
    if (one.plan.health === 'dead' && outage) await switchOff(transaction, one.row, total.row(), new Date(outage.to))
  }
  return log
}

async function storeRules(
  transaction: Prisma.TransactionClient,
  demo: DemoOrganization,
  random: Random,
  now: number,
): Promise<Made[]> {
  const managing = demo.publishers
    .filter(({ row }) => row.postbackManagerEnabled)
    .toSorted((a, b) => b.plan.size - a.plan.size)
  const actor = actorOf(demo)
  const inputs = plans.flatMap((plan, index) => {
    const publisher = managing[index % Math.max(1, Math.min(3, managing.length))]
    if (!publisher && !plan.isNetworks) return []
    const createdAt = new Date(now - (40 + index * 9) * DAY - random.below(8 * HOUR))
    const id = random.uuid(createdAt.getTime())
    return [
      {
        plan,
        input: {
          id,
          name: plan.name,
          trigger: plan.trigger,
          publisherId: plan.isNetworks ? null : publisher?.row.id,
          method: plan.body === undefined ? ('GET' as const) : ('POST' as const),
          url: plan.url(`${plan.isNetworks ? demo.row.slug : publisher?.row.slug}.example`),
          body: plan.body ?? '',
          active: true,
          secret: newPostbackSecret(id),
          createdAt,
          updatedAt: createdAt,
          lastUpdatedById: actor.user.id,
        },
      },
    ]
  })
  const rows = await createPostbacks(
    organizationTransaction(transaction, demo.row.id),
    inputs.map(({ input }) => input),
  )
  await recordChanges(
    transaction,
    actor,
    rows.map(({ headers: _headers, lastUpdatedById: _by, ...row }) => ({
      action: 'create',
      entity: 'postback',
      entityId: row.id,
      createdAt: row.createdAt,
      after: row,
    })),
  )
  return rows.flatMap((row) => {
    const plan = inputs.find(({ input }) => input.id === row.id)?.plan
    return plan ? [{ row, plan }] : []
  })
}

/** The calls that recent conversions cause. Nothing is stored, so nothing is sent. */
async function callsSince(
  transaction: Prisma.TransactionClient,
  demo: DemoOrganization,
  random: Random,
  now: number,
): Promise<{ call: NewCall; time: number }[]> {
  const conversions = await transaction.conversion.findMany({
    where: { organizationId: demo.row.id, time: { gte: new Date(now - SINCE) } },
    orderBy: [{ time: 'asc' }, { id: 'asc' }],
  })
  const times = new Map(conversions.map(({ id, time, updatedAt }) => [id, { recorded: time, decided: updatedAt }]))
  const fired = conversions.map((stored) => ({ row: ledgerRowOf(stored), before: null }))
  const calls = await callsOf(transaction, fired)
  return calls.flatMap((call) => {
    const of = times.get(call.conversionId ?? '')
    if (!of) return []
    const isDecision = call.subject?.trigger === 'approval' || call.subject?.trigger === 'rejection'
    const time = (isDecision ? of.decided : of.recorded).getTime() + 200 + random.below(900)
    return time < now ? [{ call: { ...call, id: random.uuid(time) }, time }] : []
  })
}

type Outage = { from: number; to: number }

/** An outage that hits as many calls as one that long can, so that there's something to see even in a small demo. */
function outageOf(times: readonly number[], length: number, now: number): Outage | null {
  const hits = (from: number) => times.filter((time) => time >= from && time < from + length).length
  const starts = times.filter((time) => length > 0 && time + length < now - OVER)
  const from = starts.reduce<number | null>(
    (best, time) => (best === null || hits(time) > hits(best) ? time : best),
    null,
  )
  return from === null ? null : { from, to: from + length }
}

/** How a target took a call: its attempts until now. */
function triesOf(
  health: Plan['health'],
  outage: Outage | null,
  { host, time, now }: { host: string; time: number; now: number },
  random: Random,
): Try[] {
  const tries: Try[] = []
  // Some targets don't know what to do with a few of them.
  const isRefused = health === 'down' && random.chance(0.004)
  const isSlow = random.chance(0.004)
  let at = time
  for (const delay of [...RETRIES, 0]) {
    if (at >= now) break
    const isOut = outage !== null && at >= outage.from && at < outage.to
    if (health === 'dead' && outage && at >= outage.to) break
    if (isOut && health === 'dead') tries.push({ at, status: 0, error: `${host} has no address (ENOTFOUND).` })
    else if (isRefused) tries.push(answered(at, 422))
    else if (isOut) tries.push(answered(at, 503))
    else if (isSlow && tries.length === 0) tries.push({ at, status: 0, error: `${host} didn’t answer within 10 s.` })
    else return [...tries, answered(at)]
    at += delay * 1000 + random.below(1000)
  }
  return tries
}

/** Switches one off, like lib/postbacks/switch-off.ts. */
async function switchOff(
  transaction: Prisma.TransactionClient,
  { id, organizationId }: Postback,
  { failures = 0, lastError = '' }: ReturnType<Total['row']>,
  at: Date,
): Promise<void> {
  const why = `All ${failures.toLocaleString('en-US')} attempts of the last 24 hours or more failed. ${lastError}`
  const data = { active: false, switchedOffAt: at, switchedOffWhy: why }
  await transaction.postback.update({ where: { id }, data: { ...data, updatedAt: at } })
  const about = { organizationId, action: 'deactivate', entity: 'postback', entityId: id, createdAt: at }
  const [before, after] = [
    { active: true, switchedOffWhy: '' },
    { active: false, switchedOffWhy: why },
  ]
  await transaction.auditEntry.create({ data: { ...about, before, after } })
}

/** Keeps one that was given up, so that it can be sent again. */
async function keep(
  transaction: Prisma.TransactionClient,
  { delay: _delay, isTaken: _taken, subject, headers, ...call }: NewCall,
  time: number,
  givenUp: number,
): Promise<void> {
  const [createdAt, givenUpAt, retryAt] = [new Date(time), new Date(givenUp), new Date(givenUp + KEPT * 1000)]
  const row = {
    ...call,
    subject,
    headers,
    attempts: RETRIES.length + 1,
    createdAt,
    dueAt: createdAt,
    retryAt,
    givenUpAt,
  }
  await insertRows(transaction, 'OutgoingCall', [row])
}

/** What became of a postback's calls. */
class Total {
  readonly #of: { organizationId: string; targetId: string }
  #delivered = 0
  #failed = 0
  #lastDelivered = 0
  #last: Try | undefined
  readonly #failures: number[] = []

  constructor({ organizationId, id }: Postback) {
    this.#of = { organizationId, targetId: id }
  }

  add(tries: readonly Try[]): void {
    const last = tries.at(-1)
    for (const one of tries) {
      if (one.error === '') this.#lastDelivered = Math.max(this.#lastDelivered, one.at)
      else {
        this.#failures.push(one.at)
        if (!this.#last || one.at > this.#last.at) this.#last = one
      }
    }
    if (last?.error === '') this.#delivered++
    else this.#failed++
  }

  row(): Prisma.CallTotalUncheckedCreateInput {
    const after = this.#failures.filter((at) => at > this.#lastDelivered)
    return {
      ...this.#of,
      kind: 'postback',
      delivered: this.#delivered,
      failed: this.#failed,
      lastDeliveredAt: this.#lastDelivered === 0 ? null : new Date(this.#lastDelivered),
      lastError: this.#last?.error ?? '',
      lastErrorAt: this.#last ? new Date(this.#last.at) : null,
      failures: after.length,
      failingSince: after.length === 0 ? null : new Date(Math.min(...after)),
    }
  }
}
