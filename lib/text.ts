/** Whether PostgreSQL can store the text: it rejects NUL, and half a surrogate pair isn't a UTF-8 character. */
export function isStorable(text: string): boolean {
  // With the u flag, surrogates only match when unpaired.
  return !/[\0\p{Surrogate}]/u.test(text)
}
