import { describe, expect, test } from 'vitest'
import { csvLine, csvTime, escaped, unescaped } from './csv'

describe('escapes text a spreadsheet would run', () => {
  const starters = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫']
  // Nothing, spaces of all kinds, a byte order mark, and zero-width characters.
  const before = ['', ' ', '  \u00a0', '\u3000', '\ufeff', '\u200b', '\u0000', '\t', '\r', '\n', '\u2028']
  test.each(starters)('starting with %s, even after invisible characters', (starter) => {
    for (const space of before) expect(csvLine([`${space}${starter}cmd|' /C calc'!A1`])).toMatch(/^"?'/)
  })

  test.each(['\t', '\r', '\n', '\r\n', '\v', '\u2028'])('starting with %j', (start) => {
    expect(csvLine([`${start}text`])).toMatch(/^"?'/)
  })

  test('but leaves other text unchanged', () => {
    for (const text of ['', 'plain', ' padded', 'a=b', '1 - 2', 'ü＝', '{"a":"=b"}', '’quoted']) {
      expect(csvLine([text])).toBe(`${text.includes('"') ? '"{""a"":""=b""}"' : text}\r\n`)
    }
  })
})

test('what becomes text is given back, and so is what already looked like that', () => {
  for (const text of ['=1+1', "'=1+1", "''=1", '+49 30 23125 1', '-1', "'quoted'", '@name', "'", '', '\ttab', 'plain'])
    expect(
      unescaped(
        JSON.parse(
          `"${csvLine([escaped(text)])
            .trimEnd()
            .replace('\t', '\\t')}"`,
        ),
      ),
    ).toBe(text)
})

test('negative numbers stay numbers', () => {
  expect(csvLine([-1, -1.5, '-1', '-1234.50', '0.10'])).toBe('-1,-1.5,-1,-1234.50,0.10\r\n')
  expect(csvLine(['-1+1', '--1', '-1.', '-1\n', '－1', '- 1'])).toBe("'-1+1,'--1,'-1.,\"'-1\n\",'－1,'- 1\r\n")
})

test('quotes fields with quotes, commas, and line breaks', () => {
  expect(csvLine(['a "b"', 'c, d', 'e\nf', 'g\rh', 'i'])).toBe('"a ""b""","c, d","e\nf","g\rh",i\r\n')
})

test('writes times in the given zone, in a format spreadsheets recognize', () => {
  expect(csvTime('2026-07-01T22:30:05.678Z', 'Europe/Berlin')).toBe('2026-07-02 00:30:05')
  expect(csvTime('2026-01-01T00:00:00Z', 'America/New_York')).toBe('2025-12-31 19:00:00')
  expect(csvTime('2026-01-01T00:00:00Z', 'Asia/Kathmandu')).toBe('2026-01-01 05:45:00')
  expect(csvTime('', 'UTC')).toBe('')
})
