/** Whether the text is a UUID in the usual form: hex digits in either case, in groups of 8-4-4-4-12. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}
