import { literal, type Sql } from '@/lib/events/sql'
import { eventKinds, type EventKind } from './event-schema'
import { sumDeclarationOf } from './metrics'
import type { Question } from './question'
import { ask } from './run'

/** Where events of a kind are, and which rows they are: what's listed is what's counted. */
export function eventRowsOf(kind: EventKind): { source: 'click' | 'conversion'; only: readonly Sql[] } {
  const source = kind === 'clicks' ? 'click' : 'conversion'
  const when = sumDeclarationOf(kind).measure[source]?.when
  if (when === undefined) throw new Error(`${kind} aren't counted by their rows.`)
  return { source, only: [literal(`(${when})`)] }
}

/** How many events of each kind there are. */
export async function countEvents(question: Question): Promise<Record<EventKind, number>> {
  // Only totals are asked for, and a range has fewer months than days.
  const { totals } = await ask({ question: { ...question, interval: 'month' }, metrics: eventKinds })
  return { clicks: totals.clicks.value, leads: totals.leads.value, sales: totals.sales.value }
}
