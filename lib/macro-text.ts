import type { Readers } from './macros'

// Bodies of postbacks: text with macros, which are escaped for the kind of text it is.

/** A text, compiled once and filled many times. */
export type TextTemplate<Source> = (source: Source) => string

type Escape = (value: string) => string
const kinds = { JSON: compileJson, Form: compileForm } as const
export type TextKind = keyof typeof kinds

/** Macros in text that's no URL, so their braces are never percent-encoded. */
const pattern = /\{([a-z][a-z0-9_]*)\}/gi

/**
 * Reads a text with macros such as `{click_id}`. A value can't extend beyond its place: in JSON it's escaped within quotes, and a number or a whole
 * text outside of them; in a form it's percent-encoded.
 * @returns undefined when the text isn't JSON once its macros are filled in
 */
export function compileText<Source>(
  kind: TextKind,
  text: string,
  readers: Readers<Source>,
): TextTemplate<Source> | undefined {
  return kinds[kind](text, readers)
}

function compileForm<Source>(text: string, readers: Readers<Source>): TextTemplate<Source> {
  return compile(text, readers, () => encodeURIComponent)
}

function compileJson<Source>(text: string, readers: Readers<Source>): TextTemplate<Source> | undefined {
  const isQuoted = quotes(text)
  const escapeAt = (index: number): Escape => (isQuoted[index] ? withinQuotes : alone)
  const sample = text.replace(pattern, (whole, name: string, index: number) =>
    Object.hasOwn(readers, name.toLowerCase()) ? escapeAt(index)('1') : whole,
  )
  return isJson(sample) ? compile(text, readers, escapeAt) : undefined
}

function compile<Source>(
  text: string,
  readers: Readers<Source>,
  escapeAt: (index: number) => Escape,
): TextTemplate<Source> {
  const parts: (string | ((source: Source) => string))[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const name = (match[1] ?? '').toLowerCase()
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (!read) continue
    const escape = escapeAt(match.index)
    parts.push(text.slice(end, match.index), (source) => escape(read(source)))
    end = match.index + match[0].length
  }
  const rest = text.slice(end)
  return (source) => parts.map((part) => (typeof part === 'string' ? part : part(source))).join('') + rest
}

const withinQuotes: Escape = (value) => JSON.stringify(value).slice(1, -1)
/** A number as it is, anything else in quotes, and nothing as null. */
const alone: Escape = (value) =>
  value === '' ? 'null' : /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) ? value : JSON.stringify(value)

/** For each character, whether it's within quotes. */
function quotes(text: string): boolean[] {
  let inside = false
  let escaped = false
  return Array.from({ length: text.length }, (_, index) => {
    const character = text.charAt(index)
    const was = inside
    if (escaped) escaped = false
    else if (inside && character === '\\') escaped = true
    else if (character === '"') inside = !inside
    return was
  })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
