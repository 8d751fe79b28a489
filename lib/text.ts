/** Whether PostgreSQL can store the text: it rejects NUL, and half a surrogate pair isn't a UTF-8 character. */
export function isStorable(text: string): boolean {
  // With the u flag, surrogates only match when unpaired.
  return !/[\0\p{Surrogate}]/u.test(text)
}

type Matching = { mode: 'insensitive' } & ({ contains: string } | { startsWith: string })

/** A Prisma condition for columns that contain the text, ignoring case. */
export function containing(text: string): Matching {
  return { contains: literally(text), mode: 'insensitive' }
}

/** What a word can follow. */
const separators = [' ', '-', '_', '.', '@', '/', '('] as const

/**
 * Prisma conditions of which one holds for columns that match the word. One or two letters or digits have to begin a word, since an index of letter triples finds
 * only those. In other scripts, words can be that short and stand anywhere.
 */
export function matching(word: string): Matching[] {
  if (!/^[\p{Script=Latin}\p{Nd}]{1,2}$/u.test(word)) return [containing(word)]
  return [
    { startsWith: literally(word), mode: 'insensitive' },
    ...separators.map((before): Matching => containing(before + word)),
  ]
}

/** % and _ are wildcards in LIKE, but not to people. */
export const literally = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`)
