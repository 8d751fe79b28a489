export type Option = { value: string; label: string }

/** Further ones are found by typing. */
const SHOWN = 100

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether each word of what was typed is in one of the texts, whatever the accents. */
export function fits(typed: string, ...texts: readonly string[]): boolean {
  const known = texts.map(folded)
  return folded(typed.trim()).split(/\s+/).every((word) => known.some((text) => text.includes(word)))
}

/**
 * The options that have each word of what was typed in their label or value, whatever the accents: first the one whose value it is ("us"),
 * then those that begin with it, then the rest; each in the order they were given in.
 */
export function fitting(options: readonly Option[], typed: string): Option[] {
  const wanted = folded(typed.trim())
  const rank = ({ value, label }: Option) => (folded(value) === wanted ? 0 : folded(label).startsWith(wanted) ? 1 : 2)
  return options
    .filter(({ value, label }) => fits(typed, label, value))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN)
}
