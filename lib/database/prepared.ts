import { Prisma } from '@/lib/database/generated/client'

/**
 * Put this at the start of a statement to plan it once per connection and not on every run. Planning a join of several tables takes
 * several times as long as running it. Apart from parameters, a name must always go with the same text.
 */
export function prepared(name: string): Prisma.Sql {
  return Prisma.raw(`/* prepared: ${name} */`)
}

/** The name of a prepared statement. '' for all others. */
export function preparedName(sql: string): string {
  return /^\s*\/\* prepared: (\w+) \*\//.exec(sql)?.[1] ?? ''
}
