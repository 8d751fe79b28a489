const letters: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd', ð: 'd', æ: 'ae', ß: 'ss', þ: 'th' }

/** A name without accents, case, and punctuation, so different spellings compare equal. */
export function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ıłøđðæßþ]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’‘ʼʻ`´ʹ′]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
