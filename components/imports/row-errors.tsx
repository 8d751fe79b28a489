'use client'

import { useTranslations } from 'next-intl'
import { byteOrderMark, csvLine } from '@/lib/csv'
import type { RowError } from '@/lib/api/resource/import.contract'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { saveCsv } from '@/components/ui/download'

/** Which rows of a file are wrong, and why. */
export function RowErrors({ errors, count = errors.length }: { errors: readonly RowError[]; count?: number }) {
  const t = useTranslations('imports.wrong')
  const head = [t('row'), t('column'), t('message')]
  const cells = ({ row, column, message }: RowError) => [row, column ?? '', message]
  return (
    <div className="space-y-3">
      <Notice kind="error">{t('title', { count })}</Notice>
      <section
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        aria-label={t('message')}
        className="max-h-64 overflow-auto rounded-control border scrollbar-thin"
      >
        <table className="w-full text-sm">
          <thead className="text-left text-muted">
            <tr>
              {head.map((name) => (
                <th key={name} scope="col" className="px-3 py-2 font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {errors.map((error) => (
              <tr key={`${error.row} ${error.column} ${error.message}`} className="border-t align-top">
                <td className="px-3 py-2 tabular-nums">{error.row}</td>
                <td className="px-3 py-2 font-mono text-xs">{error.column}</td>
                <td className="px-3 py-2">{error.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {count > errors.length && <p className="text-sm text-muted">{t('first', { shown: errors.length, count })}</p>}
      <Button onClick={() => saveCsv(t('file'), byteOrderMark + [head, ...errors.map(cells)].map(csvLine).join(''))}>
        {t('download')}
      </Button>
    </div>
  )
}
