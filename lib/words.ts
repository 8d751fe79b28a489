/** The one of these words that the text spells in whatever case, or the text itself. */
export function spelledAs(words: readonly string[], text: string): string {
  const lower = text.toLowerCase()
  return words.find((word) => word.toLowerCase() === lower) ?? text
}
