/** Whether PostgreSQL can store the text: it keeps no NUL, and half of a surrogate pair isn't a character in UTF-8. */
export function isStorable(text: string): boolean {
  // With the u flag, a surrogate matches only when it stands alone.
  return !/[\0\p{Surrogate}]/u.test(text)
}
