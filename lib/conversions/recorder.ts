import { setTimeout as sleep } from 'node:timers/promises'
import type { Catalog } from '@/lib/catalog/records'
import type { Database } from '@/lib/database/client'
import type { EventLog } from '@/lib/events/log'
import { isAway } from '@/lib/database/away'
import { lastLineOf } from '@/lib/message-of'
import { singleton } from '@/lib/singleton'
import { sparingly } from '@/lib/sparingly'
import { uuidTime } from '@/lib/uuid'
import { unknownClick, type Attributed } from './attribute'
import { findTransactions } from './find-customers'
import { findClicks, findClicksNearby, isTransactionId, soughtKey } from './find-clicks'
import type { FoundClick } from './facts'
import type { CustomerReport, Outcome, Report } from './outcome'
import { ship } from './outbox'
import { rejectReported } from './reject'
import { recordRound } from './round'
import { noSubIdRates, readSubIdRates } from './sub-id-rates'
import type { Shipment } from './write'

export type RecorderOptions = {
  database: Pick<Database, 'prisma'>
  events: Pick<EventLog, 'append' | 'query'>
  catalog: Catalog
  log?: (line: string) => void
  /** ms since 1970 */
  now?: () => number
}

export type Recorder = {
  /** Resolves with what became of the report, once that's durable. Never rejects. */
  record(report: Report | CustomerReport): Promise<Outcome>
  /** Resolves when nothing is under way. */
  drain(): Promise<void>
}

const opened = singleton<{ recorder: Recorder | undefined }>('recorder', () => ({ recorder: undefined }))

/** Sets the process's recorder, which recorder() returns. */
export function setRecorder(one: Recorder | undefined): void {
  opened.recorder = one
}

/** The process's recorder. @throws Error if the server hasn't set it yet */
export function recorder(): Recorder {
  if (!opened.recorder) throw new Error('Nothing records conversions yet.')
  return opened.recorder
}

type Waiting<R = Report> = { report: R; settle: (outcome: Outcome) => void; asked: number }

/** Reports per round. */
const MOST = 500
/** Reports that may wait. More are asked to come back. */
const MOST_WAITING = 20_000
/** How old a click is that must be in the store, in ms. Younger ones may still be on their way from a journal. */
const YOUNG = 10_000
/** How often, and how long after each time, a young click is looked for again, in ms. */
const LOOK_AGAIN = 10
const PAUSE = 300

const unavailable: Outcome = {
  result: 'unavailable',
  message: 'The conversion couldn’t be recorded. Try again in a few seconds.',
}

/**
 * Records conversions in rounds, like a group commit: while one round is written, reports for the next one gather and their clicks are looked up.
 * So a single report takes a few milliseconds, and thousands a second take a few transactions.
 */
export function createRecorder({
  database,
  events,
  catalog,
  log = console.error,
  now = Date.now,
}: RecorderOptions): Recorder {
  const complain = sparingly(log)
  let waiting: Waiting<Report | CustomerReport>[] = []
  let running: Promise<void> | undefined
  /** What was committed and isn't in the event log yet, or waits to be looked for again. */
  const afterwards = new Set<Promise<void>>()
  let underWay = 0

  function enqueue(one: Waiting<Report | CustomerReport>): void {
    waiting.push(one)
    start()
  }

  function start(): void {
    running ??= rounds().finally(() => {
      running = undefined
      // Reports may have come in while the last round was written.
      if (waiting.length > 0) start()
    })
  }

  async function rounds(): Promise<void> {
    // Lets reports that arrive in the same moment join the first round.
    await new Promise(setImmediate)
    let writing: Promise<void> = Promise.resolve()
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      const found = await look(await identify(batch))
      await writing
      writing = write(found)
    }
    await writing
  }

  /** Finds what reports by customer are about. Those that are about nothing are answered. */
  async function identify(batch: readonly Waiting<Report | CustomerReport>[]): Promise<Waiting[]> {
    const isByCustomer = (one: Waiting<Report | CustomerReport>): one is Waiting<CustomerReport> =>
      one.report.transactionId === null
    const byCustomer = batch.filter(isByCustomer)
    const others = batch.filter((one): one is Waiting => !isByCustomer(one))
    if (byCustomer.length === 0) return others
    try {
      const found = await findTransactions(
        database.prisma,
        catalog,
        byCustomer.map(({ report }) => report),
      )
      const identified = byCustomer.flatMap((one, index): Waiting[] => {
        const result = found[index]
        if (result && 'report' in result) {
          const { transactionId } = result.report
          return [{ ...one, report: result.report, settle: (outcome) => one.settle({ transactionId, ...outcome }) }]
        }
        one.settle(result?.outcome ?? unavailable)
        return []
      })
      return [...others, ...identified]
    } catch (error) {
      complain(`Customers of conversions can't be looked up: ${lastLineOf(error)}`)
      for (const one of byCustomer) one.settle(unavailable)
      return others
    }
  }

  /** Finds the clicks of a batch. Those that may still arrive are looked for again, and all others are answered. */
  async function look(given: readonly Waiting[]): Promise<(Attributed & Waiting)[]> {
    const isKnown = ({ report }: Waiting) => isTransactionId(report.transactionId, now())
    for (const one of given) if (!isKnown(one)) one.settle(unknownClick)
    const batch = given.filter(isKnown)
    const sought = (some: readonly Waiting[]) =>
      some.map(({ report: { organizationId, transactionId } }) => ({ organizationId, transactionId }))
    try {
      const found = await findClicks(events, sought(batch))
      const clickOf = ({ report }: Waiting) => found.get(soughtKey(report))
      const missing = batch.filter((one) => !clickOf(one))
      for (const one of missing.filter(mayArrive)) lookAgain(one)
      const rest = missing.filter((one) => !mayArrive(one))
      const nearby = await findClicksNearby(events, sought(rest))
      for (const [key, click] of nearby) found.set(key, click)
      for (const one of rest) if (!clickOf(one)) one.settle(unknownClick)
      return batch.flatMap((one) => {
        const click: FoundClick | undefined = clickOf(one)
        return click ? [{ ...one, click }] : []
      })
    } catch (error) {
      complain(`Clicks of conversions can't be looked up: ${lastLineOf(error)}`)
      for (const one of batch) one.settle(unavailable)
      return []
    }
  }

  const mayArrive = ({ report, asked }: Waiting) => asked < LOOK_AGAIN && now() - uuidTime(report.transactionId) < YOUNG

  function lookAgain(one: Waiting): void {
    keep(sleep(PAUSE, undefined).then(() => enqueue({ ...one, asked: one.asked + 1 })))
  }

  async function write(found: readonly (Attributed & Waiting)[]): Promise<void> {
    const isRejection = ({ report }: Waiting) => report.rejectedReason !== null
    await recordAll(found.filter((one) => !isRejection(one)))
    // After the conversions that they may be about.
    for (const one of found.filter(isRejection))
      await attempt([one], async () => {
        const { outcome, shipments } = await rejectReported(database, catalog, one)
        return { outcomes: [outcome], shipments }
      })
  }

  async function recordAll(round: readonly (Attributed & Waiting)[]): Promise<void> {
    if (round.length === 0) return
    const clicks = round.map(({ click }) => click)
    // Without them, filters that look at rates catch nothing, and conversions are recorded all the same.
    const ratesOf = await readSubIdRates(events, catalog, clicks, now()).catch((error: unknown) => {
      complain(`Conversion rates of sub IDs can't be looked up: ${lastLineOf(error)}`)
      return noSubIdRates
    })
    await attempt(round, (some) => recordRound(database, catalog, some, ratesOf))
  }

  /** Writes a round. If it can't be written, each report is tried by itself, so that one can't hold up the others. */
  async function attempt(
    round: readonly (Attributed & Waiting)[],
    work: (round: readonly (Attributed & Waiting)[]) => Promise<{ outcomes: Outcome[]; shipments: Shipment[] }>,
  ): Promise<void> {
    try {
      const { outcomes, shipments } = await work(round)
      for (const [index, one] of round.entries()) one.settle(outcomes[index] ?? unavailable)
      keep(send(shipments))
    } catch (error) {
      const [only] = round
      if (round.length > 1 && !isAway(error)) for (const one of round) await attempt([one], work)
      else {
        complain(`Conversions couldn't be recorded: ${lastLineOf(error)}`)
        for (const one of only ? round : []) one.settle(unavailable)
      }
    }
  }

  /** What doesn't get through stays in the outbox, which a job sends again. */
  async function send(shipments: readonly Shipment[]): Promise<void> {
    await ship(database, events, shipments).catch((error: unknown) =>
      complain(`Conversions wait to be sent to the event log: ${lastLineOf(error)}`),
    )
  }

  function keep(work: Promise<void>): void {
    const tracked: Promise<void> = work.finally(() => afterwards.delete(tracked))
    afterwards.add(tracked)
  }

  return {
    record(report) {
      if (underWay >= MOST_WAITING) return Promise.resolve(unavailable)
      underWay++
      return new Promise((resolve) => {
        const settle = (outcome: Outcome) => {
          underWay--
          resolve(outcome)
        }
        enqueue({ report, settle, asked: 0 })
      })
    },
    async drain() {
      for (;;) {
        const open = [...(running ? [running] : []), ...afterwards]
        if (open.length === 0) return
        await Promise.all(open)
      }
    },
  }
}
