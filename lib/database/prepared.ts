import { Prisma } from './generated/client'

/**
 * Stands at the start of a statement that each connection is to plan once instead of each time it runs, which for a join of some tables
 * takes several times as long as running it. The text under a name must always be the same, apart from its parameters.
 */
export function prepared(name: string): Prisma.Sql {
  return Prisma.raw(`/* prepared: ${name} */`)
}

/** The name that a statement is prepared by; '' for those that are not. */
export function preparedName(sql: string): string {
  return /^\s*\/\* prepared: (\w+) \*\//.exec(sql)?.[1] ?? ''
}
