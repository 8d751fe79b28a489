export type Option = { value: string; label: string }

/** Further ones are found by typing. */
const SHOWN = 100

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/**
 * The options that have each word of what was typed in their label or value, whatever the accents: first the one whose value it is ("us"),
 * then those that begin with it, then the rest; each in the order they were given in.
 */
export function fitting(options: readonly Option[], typed: string): Option[] {
  const wanted = folded(typed.trim())
  const words = wanted.split(/\s+/)
  const rank = ({ value, label }: Option) => (folded(value) === wanted ? 0 : folded(label).startsWith(wanted) ? 1 : 2)
  return options
    .filter(({ value, label }) => words.every((word) => folded(label).includes(word) || folded(value).includes(word)))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, SHOWN)
}
