// Control characters (C0, DEL, C1) and surrogates. The slow path keeps whole surrogate pairs.
// oxlint-disable-next-line no-control-regex
const suspicious = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f]/g
const loneSurrogates = /\p{Surrogate}/gu

/**
 * Makes text from outside safe to store: no control characters, valid Unicode, at most `longest` UTF-16 units.
 * Longer text is truncated rather than refused, and never inside a surrogate pair.
 */
export function clean(text: string, longest: number): string {
  if (text.length <= longest && !suspicious.test(text)) return text
  // Very long text is cut first, so a huge value costs no more than a small one.
  const kept = cut(text, longest * 2)
    .replace(controls, '')
    .replace(loneSurrogates, '\ufffd')
  return cut(kept, longest)
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const last = text.charCodeAt(longest - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest)
}

/** A header's value as text. Node reads headers as Latin-1, but browsers that send more than ASCII send UTF-8. */
export function headerText(value: string | string[] | undefined): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : value.join(', ')
  // oxlint-disable-next-line no-control-regex
  return /[^\u0000-\u007f]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text
}
