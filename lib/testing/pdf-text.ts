import { inflateSync } from 'node:zlib'

// Reads a PDF's text back, as far as the PDFs that we write need it: objects that aren't packed into others, and glyphs that its fonts map to text.

/** The text of each page, with the pieces of a line joined and lines in the order they were drawn. */
export function pdfText(file: Buffer): string[] {
  const objects = objectsOf(file)
  const ofFont = new Map<string, ReadonlyMap<string, string>>()
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, unicode = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '') ?? []
      ofFont.set(name, glyphsOf(objects.get(unicode)?.content ?? ''))
    }
  }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages.map(({ head }) => {
    const [, id = ''] = /\/Contents (\d+) 0 R/.exec(head) ?? []
    return textOf(objects.get(id)?.content ?? '', ofFont)
  })
}

type PdfObject = { head: string; content: string }

function objectsOf(file: Buffer): Map<string, PdfObject> {
  const text = file.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n|\nendobj)/g)) {
    const [whole, id = '', head = ''] = match
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const start = match.index + whole.length
    const isStream = whole.endsWith('stream\n')
    const bytes = isStream ? file.subarray(start, start + length) : Buffer.alloc(0)
    const content = head.includes('/FlateDecode') && isStream ? inflateSync(bytes) : bytes
    objects.set(id, { head, content: content.toString('latin1') })
  }
  return objects
}

/** What a font's glyphs stand for. */
function glyphsOf(map: string): ReadonlyMap<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, from = '', list = ''] of map.matchAll(/<([\da-f]{4})> <[\da-f]{4}> \[([^\]]*)\]/gi)) {
    for (const [index, [, units = '']] of [...list.matchAll(/<([\da-f ]*)>/gi)].entries()) {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, '0')
      const codes = units.replaceAll(' ', '').match(/.{4}/g) ?? []
      glyphs.set(glyph, String.fromCharCode(...codes.map((code) => Number.parseInt(code, 16))))
    }
  }
  return glyphs
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map()
  const lines: string[] = []
  for (const [, name, shown = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map()
    else {
      const glyphs = [...shown.matchAll(/<([\da-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
      lines.push(glyphs.map((glyph) => font.get(glyph.toLowerCase()) ?? '�').join(''))
    }
  }
  return lines.join('\n')
}
