export type Option = { value: string; label: string }

/** How many options to show at most. Typing finds the rest. */
const SHOWN = 100

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether each typed word occurs in one of the texts, ignoring accents. */
export function fits(typed: string, ...texts: readonly string[]): boolean {
  const known = texts.map(folded)
  return folded(typed.trim())
    .split(/\s+/)
    .every((word) => known.some((text) => text.includes(word)))
}

/**
 * The options with each typed word in their label or value, ignoring accents. First comes the one whose value is the text ("us"), then those
 * whose label starts with it, then the rest, each group in its given order.
 */
export function fitting(options: readonly Option[], typed: string): Option[] {
  const wanted = folded(typed.trim())
  const rank = ({ value, label }: Option) => (folded(value) === wanted ? 0 : folded(label).startsWith(wanted) ? 1 : 2)
  return options
    .filter(({ value, label }) => fits(typed, label, value))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN)
}
