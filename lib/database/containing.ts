/** A Prisma condition for columns that contain the text, ignoring case. % and _ are wildcards in LIKE, but not to people. */
export function containing(text: string): { contains: string; mode: 'insensitive' } {
  return { contains: text.replaceAll(/[\\%_]/g, String.raw`\$&`), mode: 'insensitive' }
}
