import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import Document from 'pdfkit'
import { z } from 'zod'
import { monthInWords } from '@/lib/days'
import { countryName } from '@/lib/country-name'
import { placesOf } from './amounts'
import { kindNames } from './csv'
import type { Line } from './lines'
import type { Details } from './reading'

// A statement on paper. Its font has Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, and Arabic letters.

const MARGIN = 52
const WIDTH = 595.28 - 2 * MARGIN
const BOTTOM = 841.89 - MARGIN - 24
const COUNT = 80
const AMOUNT = 110
const GAP = 12
const TEXT = '#111827'
const MUTED = '#5b6472'
const RULE = '#d7dce3'

const bytes = z.instanceof(Uint8Array)

type Doc = InstanceType<typeof Document>

/** A statement as PDF. */
export async function* statementPdf(
  statement: Details,
  { organization }: { organization: string },
): AsyncGenerator<Uint8Array> {
  const title = `Statement ${statement.incrementalId}`
  const doc = new Document({
    size: 'A4',
    // The pages' own texts keep to the margin; without one at the bottom, the page number starts no new page.
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
    bufferPages: true,
    lang: 'en',
    info: { Title: `${title}, ${monthInWords(statement.month)}`, Author: organization },
  })
  const fonts = fontFolder()
  doc.registerFont('regular', join(fonts, 'DejaVuSansCondensed.ttf'))
  doc.registerFont('bold', join(fonts, 'DejaVuSansCondensed-Bold.ttf'))
  head(doc, statement, organization, title)
  table(doc, statement)
  numberPages(doc, title)
  doc.end()
  for await (const chunk of doc) yield bytes.parse(chunk)
}

/** Found from the project's folder, because a bundled module is elsewhere. */
function fontFolder(): string {
  const require = createRequire(join(process.cwd(), 'package.json'))
  return join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
}

function head(doc: Doc, statement: Details, organization: string, title: string): void {
  const { month, status, total, currency, billing, publisher, paidOn, paymentReference } = statement
  doc.font('bold').fontSize(11).fillColor(TEXT).text(organization, MARGIN, MARGIN, { width: WIDTH })
  doc
    .moveDown(1.6)
    .fontSize(20)
    .text(`${title} for ${monthInWords(month)}`, { width: WIDTH })
  if (status === 'draft')
    doc.moveDown(0.3).font('regular').fontSize(9.5).fillColor(MUTED).text('This is a draft. It may still change.')
  doc.moveDown(1)
  const top = doc.y
  const column = (WIDTH - GAP) / 2
  const address = [billing.address, billing.country === '' ? '' : countryName(billing.country)]
  const recipient = [...address, billing.taxId === '' ? '' : `Tax ID ${billing.taxId}`, billing.email]
  label(doc, 'For', MARGIN, top)
  doc
    .font('bold')
    .fontSize(10)
    .fillColor(TEXT)
    .text(billing.name, MARGIN, doc.y + 2, { width: column })
  doc.font('regular').fontSize(9.5)
  for (const part of recipient) if (part !== '') doc.text(part, { width: column })
  if (billing.name !== publisher.name)
    doc.fillColor(MUTED).text(`Publisher ${publisher.name}`, { width: column }).fillColor(TEXT)
  const left = doc.y
  const x = MARGIN + column + GAP
  label(doc, status === 'paid' ? 'Paid' : 'To be paid', x, top)
  doc
    .font('bold')
    .fontSize(16)
    .fillColor(TEXT)
    .text(money(total, currency), x, doc.y + 2, { width: column })
  doc.font('regular').fontSize(9.5).fillColor(MUTED)
  if (paidOn) doc.text(`On ${dateInWords(paidOn)}`, { width: column })
  if (paymentReference !== '') doc.text(`Reference ${paymentReference}`, { width: column })
  if (billing.paymentMethod !== '') doc.text(billing.paymentMethod, { width: column })
  doc.y = Math.max(left, doc.y) + 22
}

function label(doc: Doc, text: string, x: number, y: number): void {
  doc.font('regular').fontSize(9).fillColor(MUTED).text(text, x, y)
}

function table(doc: Doc, { month, currency, lines, total }: Details): void {
  headRow(doc)
  for (const line of lines) {
    const { what, more } = wordsOf(line, month)
    const isCounted = line.kind !== 'adjustment' && line.kind !== 'rounding'
    row(doc, [what, isCounted ? line.count.toLocaleString('en-US') : '', money(line.amount, currency)], { more })
  }
  if (lines.length === 0) row(doc, ['Nothing to pay', '', ''])
  row(doc, ['Total', '', money(total, currency)], { isTotal: true })
}

const headRow = (doc: Doc) => row(doc, ['Description', 'Count', 'Amount'], { isHead: true })

/** A line in words. */
export function wordsOf({ kind, name, event, month }: Line, own: string): { what: string; more: string } {
  const late = month === own ? [] : [`from ${monthInWords(month)}, approved later`]
  if (kind === 'rounding') return { what: 'Rounding', more: '' }
  if (kind === 'adjustment') return { what: name, more: 'Adjustment' }
  return { what: name, more: [kind === 'conversions' ? event : kindNames[kind], ...late].join(', ') }
}

type Look = { more?: string; isHead?: boolean; isTotal?: boolean }

function row(
  doc: Doc,
  [what, count, amount]: readonly [string, string, string],
  { more = '', isHead = false, isTotal = false }: Look = {},
): void {
  const width = WIDTH - COUNT - AMOUNT - 2 * GAP
  const font = () => doc.font(isTotal ? 'bold' : 'regular').fontSize(isHead ? 9 : 10)
  const small = () => doc.font('regular').fontSize(8.5)
  const height =
    font().heightOfString(what, { width }) + (more === '' ? 0 : small().heightOfString(more, { width }) + 1)
  if (doc.y + height + 12 > BOTTOM) {
    doc.addPage()
    doc.y = MARGIN
    if (!isHead) headRow(doc)
  }
  const top = doc.y + 6
  font().fillColor(isHead ? MUTED : TEXT)
  doc.text(what, MARGIN, top, { width })
  if (more !== '')
    small()
      .fillColor(MUTED)
      .text(more, MARGIN, doc.y + 1, { width })
  const end = Math.max(doc.y, top + height)
  font().fillColor(isHead ? MUTED : TEXT)
  doc.text(count, MARGIN + width + GAP, top, { width: COUNT, align: 'right', lineBreak: false })
  doc.text(amount, MARGIN + WIDTH - AMOUNT, top, { width: AMOUNT, align: 'right', lineBreak: false })
  doc.y = end + 6
  if (isTotal) return
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(MARGIN + WIDTH, doc.y)
    .lineWidth(0.5)
    .strokeColor(RULE)
    .stroke()
}

function numberPages(doc: Doc, title: string): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    doc.font('regular').fontSize(8.5).fillColor(MUTED)
    doc.text(`${title}, page ${page + 1} of ${count}`, MARGIN, BOTTOM + 20, {
      width: WIDTH,
      align: 'right',
      lineBreak: false,
    })
  }
}

const days = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' })
const dateInWords = (day: Date): string => days.format(day)

/** An exact amount with its currency. */
function money(amount: string, currency: string): string {
  const format = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: placesOf(currency),
    maximumFractionDigits: 6,
  })
  // Strings are formatted exactly, but the types only know literals.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return format.format(amount as `${number}`)
}
