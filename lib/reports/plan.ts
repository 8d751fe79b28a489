import { addDays, listDays, type Day } from '@/lib/time'
import { declarationOf as declarationOfDimension, type Dimension } from './dimensions'
import { sumDeclarationOf, type Sum } from './metrics'
import type { Question } from './question'
import { intervals, type Interval, type Period } from './range'
import { families, familyNames, isRollUp, type Family, type Source } from './sources'

/** What rows are grouped by. */
export type By = Interval | Dimension

export const isTime = (by: By): by is Interval => intervals.some((interval) => interval === by)

/** Some sums per hour, per value of a dimension, or per combination of several of these. */
export type Part = { by: readonly By[]; sums: readonly Sum[] }

/** Finished days with the version of their figures. */
export type FinishedDays = ReadonlyMap<Day, number>

/** Which rows of a source are read. */
export type Rows =
  { source: Exclude<Source, 'finished'>; periods: readonly Period[] } | { source: 'finished'; days: FinishedDays }

/**
 * Parts answered in one pass over one source's rows. `isBefore`: whether those are rows of the period that the range is compared with. If it's
 * null, their days tell.
 */
export type Pass = Rows & { isBefore: boolean | null; parts: readonly Part[] }

/**
 * Splits a question into passes. Each sum of each part comes from the smallest source of each kind of events that has it, so a part that needs
 * the clicks doesn't move the others off the roll-up. Parts with the same rows share a pass: four passes took 174 ms, one takes 61. So do the range
 * and the period it's compared with, where days tell them apart: each pass takes the store 3 to 5 ms to plan.
 * @param compared the period that the range is compared with
 */
export function plan(
  question: Question,
  parts: readonly Part[],
  { compared = null, finished = new Map() }: { compared?: Period | null; finished?: FinishedDays } = {},
): Pass[] {
  const { from, to, instants } = question.range
  const passes = planPeriod(question, parts, split({ from, to, instants, until: null }, finished))
  const before = compared ? planPeriod(question, parts, split(compared, finished)) : []
  const areDaysApart = compared !== null && instants === null && compared.to < from
  const shared = areDaysApart ? passes.map((pass) => before.find((other) => isSame(pass, other))) : []
  return [
    ...passes.map((pass, index) => {
      const other = shared[index]
      return other ? { ...both(pass, other), isBefore: null } : { ...pass, isBefore: false }
    }),
    ...before.filter((pass) => !shared.includes(pass)).map((pass) => ({ ...pass, isBefore: true })),
  ]
}

type PeriodPass = Rows & { parts: readonly Part[] }

/** Whether two passes only differ in their days. */
const isSame = (one: PeriodPass, other: PeriodPass) =>
  one.source === other.source && JSON.stringify(one.parts) === JSON.stringify(other.parts)

function both(one: PeriodPass, other: PeriodPass): PeriodPass {
  if (one.source === 'finished')
    return { ...one, days: new Map([...one.days, ...(other.source === 'finished' ? other.days : [])]) }
  return { ...one, periods: [...one.periods, ...(other.source === 'finished' ? [] : other.periods)] }
}

/** A period's days: all that are whole, those of them that are finished, the others, and the one that's cut short. */
type Split = { whole: readonly Period[]; finished: FinishedDays; others: readonly Period[]; cut: readonly Period[] }

function planPeriod(question: Question, parts: readonly Part[], days: Split): PeriodPass[] {
  const passes = new Map<string, Rows & { parts: Map<Part['by'], Sum[]> }>()
  const add = (rows: Rows, name: string, by: Part['by'], sum: Sum) => {
    if (rows.source === 'finished' ? rows.days.size === 0 : rows.periods.length === 0) return
    const key = `${rows.source} ${name}`
    const pass = passes.get(key) ?? { ...rows, parts: new Map<Part['by'], Sum[]>() }
    passes.set(key, pass)
    pass.parts.set(by, [...(pass.parts.get(by) ?? []), sum])
  }
  for (const { by, sums } of parts) {
    for (const sum of sums) {
      const { measure, isDistinct } = sumDeclarationOf(sum)
      for (const family of familyNames) {
        const { rows } = families[family]
        const individual = measure[rows]
        if (!individual) continue
        const source = sourceOf(question, by, sum, family)
        const isKept = family === 'clicks' && days.finished.size > 0 && isFinished(question, by, sum)
        if (isKept) add({ source: 'finished', days: days.finished }, '', by, sum)
        const of = isKept ? 'others' : 'whole'
        const isList = by.some((one) => !isTime(one) && declarationOfDimension(one).isList === true)
        const alone = `${sum} ${by.join()}`
        // Amounts are grouped by currency, so visitors would count once for each.
        const shared = family === 'clicks' && individual.currency ? 'amounts' : ''
        add({ source, periods: days[of] }, `${of} ${isDistinct || isList ? alone : shared}`, by, sum)
        // Roll-ups only have whole days, so their events answer for the one that's cut short. It has a pass of its own, because reading the time
        // of all events takes a third longer. Over a single day, distinct values can share it.
        const events = isRollUp(source) ? rows : source
        add({ source: events, periods: days.cut }, `cut ${isList ? alone : shared}`, by, sum)
      }
    }
  }
  return [...passes.values()].map(({ parts: of, ...rows }) => ({
    ...rows,
    parts: [...of].map(([by, sums]) => ({ by, sums })),
  }))
}

function split(period: Period, finished: FinishedDays): Split {
  const { from, to, instants, until } = period
  const cut = until ? [{ ...period, from: to }] : []
  const last = until ? addDays(to, -1) : to
  if (last < from) return { whole: [], finished: new Map(), others: [], cut }
  const whole = { from, to: last, instants, until: null }
  const { ready, others } = splitDays(whole, finished)
  return { whole: [whole], finished: ready, others, cut }
}

/** The finished days of a period, and the days in between. */
export function splitDays(period: Period, finished: FinishedDays): { ready: FinishedDays; others: Period[] } {
  if (period.instants) return { ready: new Map(), others: [period] }
  const ready = new Map<Day, number>()
  const others: Period[] = []
  for (const day of listDays(period.from, period.to)) {
    const version = finished.get(day)
    const last = others.at(-1)
    if (version !== undefined) ready.set(day, version)
    else if (last && addDays(last.to, 1) === day) last.to = day
    else others.push({ from: day, to: day, instants: null, until: null })
  }
  return { ready, others }
}

/** Whether finished days keep this sum: per day, and per value of one dimension. */
function isFinished(question: Question, by: Part['by'], sum: Sum): boolean {
  const dimensions = by.filter((one) => !isTime(one))
  return (
    !by.includes('hour') &&
    dimensions.length <= 1 &&
    dimensions.every((one) => declarationOfDimension(one).isKept === true) &&
    sumDeclarationOf(sum).measure.finished !== undefined &&
    onlyPublisher(question) !== undefined
  )
}

/** Whether it's worth looking up which days are finished. */
export const mayBeFinished = (question: Question, parts: readonly Part[]): boolean =>
  question.range.instants === null && parts.some(({ by, sums }) => sums.some((sum) => isFinished(question, by, sum)))

/** The smallest source of a kind of events that has the sum of any day, the question's filters, and everything it's grouped by. */
export function sourceOf(
  question: Question,
  by: Part['by'],
  sum: Sum,
  family: Family = 'clicks',
): Exclude<Source, 'finished'> {
  const { measure } = sumDeclarationOf(sum)
  const { rows, rollUps } = families[family]
  // A visitor counts once a day, so of several hours only one may count them. The store's days may be others than those of instants.
  const isPartOfDay = by.some((one) => one === 'hour' || (isTime(one) && question.range.instants !== null))
  if (family === 'clicks' && measure.first_click && isPartOfDay) return 'first_click'
  // Roll-ups only have whole days.
  if (isPartOfDay || question.range.instants !== null || question.metadata) return rows
  const needed = [...question.filters.map(({ dimension }) => dimension), ...by]
  const isRolledUp = needed.every(
    (one) => isTime(one) || declarationOfDimension(one).expression.click_daily !== undefined,
  )
  return (isRolledUp && rollUps.find((rollUp) => measure[rollUp])) || rows
}

/** The only publisher a question is about, or 0 for all of them. Undefined for anything else: finished days only keep figures of these. */
export function onlyPublisher({ scope, filters, metadata }: Question): number | undefined {
  if (metadata) return undefined
  if (filters.length === 0) {
    if (scope.publishers === 'all') return 0
    return scope.publishers.length === 1 && scope.advertisers.length === 0
      ? publisherNumber(scope.publishers[0])
      : undefined
  }
  const [filter, ...others] = filters
  if (others.length > 0 || filter?.dimension !== 'publisher' || filter.excluded || filter.values.length !== 1)
    return undefined
  const publisher = publisherNumber(Number(filter.values[0]))
  return publisher !== undefined && (scope.publishers === 'all' || scope.publishers.includes(publisher))
    ? publisher
    : undefined
}

/** 0 means everyone, so no publisher may have that number or get everyone's rows through it. */
const publisherNumber = (publisher: number | undefined) => (publisher === 0 ? undefined : publisher)
