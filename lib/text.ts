/** Whether PostgreSQL can store the text: it rejects NUL, and half a surrogate pair isn't a UTF-8 character. */
export function isStorable(text: string): boolean {
  // With the u flag, surrogates only match when unpaired.
  return !/[\0\p{Surrogate}]/u.test(text)
}

/** A Prisma condition for columns that contain the text, ignoring case. % and _ are wildcards in LIKE, but not to people. */
export function containing(text: string): { contains: string; mode: 'insensitive' } {
  return { contains: text.replaceAll(/[\\%_]/g, String.raw`\$&`), mode: 'insensitive' }
}
