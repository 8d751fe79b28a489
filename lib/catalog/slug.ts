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

/** The slug itself if it's free, otherwise the first free one of slug-2, slug-3, … */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`
    const candidate = slug.slice(0, longest - suffix.length).replace(/-+$/, '') + suffix
    if (!taken.has(candidate)) return candidate
  }
}
