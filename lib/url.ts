/**
 * The parsed URL, or undefined if it's none. Not URL.canParse: in Node 20 and 22, that calls URLs with letters such as ü invalid
 * after a few thousand calls, when it's compiled.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}

/** Parses the way browsers do; undefined unless the scheme is http or https. */
export function parseWebUrl(text: string): URL | undefined {
  const url = parseUrl(text)
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined
}
