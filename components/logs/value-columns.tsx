import { useTranslations } from 'next-intl'
import { DrillLink } from '@/components/filters/drill-link'
import { plainLabel } from '@/components/filters/labels'
import type { Column } from '@/components/tables/column'
import { money, roundedMoney } from '@/components/ui/format'
import type { Dimension } from '@/components/url/url-state'

// Columns that several logs have.

export const none = <span className="text-muted">–</span>

type Value = { value: string; label: string }

/** A column of plain text. */
export function textColumn<Row>(
  id: string,
  name: string,
  width: string,
  textOf: (row: Row) => string,
  { isCode, ...rest }: Partial<Column<Row>> & { isCode?: boolean } = {},
): Column<Row> {
  return {
    id,
    name,
    width,
    cell: (row) => {
      const text = textOf(row)
      if (!text) return none
      // The table cuts off what doesn't fit.
      return (
        <span title={text} className={isCode ? 'font-mono text-sm' : ''}>
          {text}
        </span>
      )
    },
    text: textOf,
    ...rest,
  }
}

/** A column of amounts, rounded to cents. */
export function moneyColumn<Row>(
  id: string,
  name: string,
  valueOf: (row: Row) => { value: string; currency: string } | null,
  rest: Partial<Column<Row>> = {},
): Column<Row> {
  return {
    id,
    name,
    width: '6.5rem',
    isFigure: true,
    cell: (row) => {
      const found = valueOf(row)
      if (!found) return none
      const { value, currency } = found
      return (
        <span title={money(value, currency)} className="max-md:wrap-anywhere">
          {roundedMoney(value, currency)}
        </span>
      )
    },
    text: (row) => {
      const found = valueOf(row)
      return found ? money(found.value, found.currency) : ''
    },
    ...rest,
  }
}

/** The value of a catalog record. */
export const named = ({ id, name }: { id: number | string; name: string }): Value => ({
  value: String(id),
  label: name,
})

/** Makes columns whose values filter when clicked, and `plain` the values of those that aren't records. */
export function useDimensionColumns<Row>() {
  const common = useTranslations('common')
  const names = useTranslations('reports.dimensions')
  return {
    dimensionColumn: (
      dimension: Dimension,
      width: string,
      valueOf: (row: Row) => Value | null,
      rest: Partial<Column<Row>> = {},
    ): Column<Row> => ({
      id: dimension,
      name: names(`${dimension}.title`),
      width,
      cell: (row) => {
        const found = valueOf(row)
        return found ? <DrillLink dimension={dimension} {...found} /> : none
      },
      text: (row) => valueOf(row)?.label ?? '',
      ...rest,
    }),
    plain: (dimension: Dimension, value: string): Value => ({
      value,
      label: plainLabel(dimension, value, common) ?? value,
    }),
  }
}
