/** What an error says, for the log. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What a ClickHouse error says, without its stack. */
export function firstLineOf(error: unknown): string {
  return messageOf(error).split('\n', 1).join('')
}

/** What a Prisma error says, without the query before it. */
export function lastLineOf(error: unknown): string {
  return messageOf(error).trim().split('\n').at(-1) ?? ''
}
