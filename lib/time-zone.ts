/** Whether the name is in the IANA time zone database. */
export function isTimeZone(name: string): boolean {
  // Names only: offsets such as +05:30 have no history.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
