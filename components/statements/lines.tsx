'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { StatementDetails } from '@/lib/api/v2/statements.contract'
import { Button } from '@/components/ui/button'
import { number } from '@/components/ui/format'
import { Blank } from '@/components/ui/notice'
import { Card } from '@/components/ui/small'
import { grouped } from './amount'
import { monthName } from './columns'

type Line = StatementDetails['lines'][number]
type Adjustment = StatementDetails['adjustments'][number]

const cell = 'px-3 py-2.5 align-top first:pl-4 last:pr-4 md:px-5'
const figure = `${cell} text-right tabular-nums whitespace-nowrap`

/** What a line is for, below its name. */
function useKind() {
  const t = useTranslations('statements.lines')
  return ({ kind, event, month }: Line, own: string): string => {
    const what = kind === 'conversions' ? event : kind === 'rounding' ? '' : t(`kinds.${kind}`)
    return month === own ? what : t('more', { what, late: t('late', { month: monthName(month) }) })
  }
}

/** A statement's lines and their total. */
export function StatementLines({
  statement: { lines, adjustments, total, currency, month },
  onRemove,
}: {
  statement: StatementDetails
  /** Removes an adjustment. Absent if they can't be removed. */
  onRemove?: ((adjustment: Adjustment) => void) | undefined
}) {
  const t = useTranslations('statements.lines')
  const acts = useTranslations('statements.acts.remove')
  const kindOf = useKind()
  if (lines.length === 0)
    return (
      <Card aria-label={t('title')}>
        <Blank title={t('empty')}>{t('emptySentence')}</Blank>
      </Card>
    )
  // Adjustments are in the same order among the lines.
  const adjusted = lines.filter(({ kind }) => kind === 'adjustment')
  return (
    <Card aria-label={t('title')} className="overflow-clip">
      <table className="w-full">
        <thead>
          <tr className="border-b text-sm text-muted">
            <th scope="col" className={`${cell} text-left font-medium`}>
              {t('description')}
            </th>
            <th scope="col" className={`${figure} font-medium`}>
              {t('count')}
            </th>
            <th scope="col" className={`${figure} font-medium`}>
              {t('amount', { currency })}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {lines.map((line, index) => {
            const kind = kindOf(line, month)
            const adjustment = line.kind === 'adjustment' ? adjustments[adjusted.indexOf(line)] : undefined
            const hasCount = line.kind !== 'adjustment' && line.kind !== 'rounding'
            return (
              // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else, and come as a whole
              <tr key={index}>
                <td className={`${cell} wrap-anywhere`}>
                  <span className="flex items-start gap-2">
                    <span className="min-w-0">
                      <span className="block">{line.kind === 'rounding' ? t('kinds.rounding') : line.name}</span>
                      {kind !== '' && <span className="block text-sm text-muted">{kind}</span>}
                    </span>
                    {adjustment && onRemove && (
                      <Button
                        variant="ghost"
                        shape="icon"
                        className="-my-1.5 text-muted"
                        aria-label={acts('label', { reason: adjustment.reason })}
                        title={acts('button')}
                        onClick={() => onRemove(adjustment)}
                      >
                        <Trash2 aria-hidden />
                      </Button>
                    )}
                  </span>
                </td>
                <td className={figure}>{hasCount && number(line.count)}</td>
                <td className={figure}>{grouped(line.amount)}</td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr className="border-t font-semibold">
            <th scope="row" colSpan={2} className={`${cell} text-left`}>
              {t('total')}
            </th>
            <td className={figure}>{grouped(total)}</td>
          </tr>
        </tfoot>
      </table>
    </Card>
  )
}
