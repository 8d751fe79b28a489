import { clickDaily, clickMoney, dayTotal, finishedDay, finishedRow, finishedValue, linkDaily } from './click-counts'
import { click } from './click-table'
import { conversion, postback } from './conversion-tables'
import { impression, impressionDaily } from './impression-table'
import { linkTest } from './link-test-table'
import type { EventTable } from './schema'

export * from './click-counts'
export * from './click-table'
export * from './conversion-tables'
export * from './impression-table'
export * from './link-test-table'

/** Tables that events are appended to. */
export const eventTables = [click, impression, conversion, postback, linkTest] as const
export const rollUps = [clickDaily, clickMoney, dayTotal, linkDaily, impressionDaily] as const
/** What's counted once a day is over. */
export const finishedTables = [finishedDay, finishedValue, finishedRow] as const
/** Tables that used to exist. */
export const formerRollUps = ['visitor_daily'] as const
export const tableNames = [...eventTables, ...rollUps, ...finishedTables].map(({ name }) => name)
/** Those whose rows stay past the organization's retention. */
export const outliving: ReadonlySet<string> = new Set(
  eventTables.filter((table: EventTable) => table.outlivesRetention).map(({ name }) => name),
)
/** What a table's rows are, for messages. */
export const rowsOf = (table: string): string => eventTables.find(({ name }) => name === table)?.rows ?? 'rows'
