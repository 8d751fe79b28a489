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
