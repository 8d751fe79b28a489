const longest = 60

/** Letters that Unicode doesn't decompose into an ASCII letter and a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  '&': ' and ',
}

/**
 * A name in the form used in URLs: lowercase ASCII letters, digits, and single hyphens, up to 60 characters.
 * Never digits only, because the APIs accept a number or a slug in the same place.
 * @param kind what the slug is for; used instead of names that yield no slug (日本)
 */
export function slugify(name: string, kind: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøđðþłħıŋ&]/g, (letter) => letters[letter] ?? '')
    .replace(/['’\p{M}]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
  if (slug === '') return kind
  return /^\d+$/.test(slug) ? `${kind}-${slug}`.slice(0, longest) : slug
}

/** Slugs that are taken, as they're given to many records one after another. */
export class Slugs {
  readonly #taken: Set<string>
  /** From which number on a slug may be free, so that thousands of records with the same name don't try all of them. */
  readonly #next = new Map<string, number>()

  constructor(taken: readonly { slug: string }[]) {
    this.#taken = new Set(taken.map(({ slug }) => slug))
  }

  /** Takes the slug itself if it's free, otherwise the first free one of slug-2, slug-3, … */
  take(slug: string): string {
    for (let number = this.#next.get(slug) ?? 1; ; number++) {
      const suffix = number === 1 ? '' : `-${number}`
      const candidate = slug.slice(0, longest - suffix.length).replace(/-+$/, '') + suffix
      if (this.#taken.has(candidate)) continue
      this.#taken.add(candidate)
      this.#next.set(slug, number + 1)
      return candidate
    }
  }
}
