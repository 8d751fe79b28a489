import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Skeleton } from '@/components/ui/small'

/** A group of facts in a sheet. */
export function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-b py-4 first:pt-0 last:border-b-0">
      <h3 className="mb-2 text-sm font-semibold text-muted">{title}</h3>
      <dl className="grid grid-cols-[8.5rem_1fr] max-sm:grid-cols-[6.5rem_1fr] items-baseline gap-x-4 gap-y-1.5">
        {children}
      </dl>
    </section>
  )
}

/** One fact, left out if unknown. With `copy`, a button beside it copies that text. */
export function Fact({
  name,
  children,
  copy,
  isCode = false,
}: {
  name: string
  children: ReactNode
  copy?: string
  isCode?: boolean
}) {
  const t = useTranslations('common')
  if (children === '' || children === null || children === undefined) return null
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className={isCode ? 'min-w-0 font-mono text-sm break-all' : 'min-w-0 break-words'}>{children}</span>
        {copy && <CopyButton label={t('copyNamed', { name })} text={() => copy} className="-my-2 text-muted" />}
      </dd>
    </>
  )
}

/** What facts look like until they're there. `label` says so to screen readers. */
export function FactsSkeleton({ label }: { label: string }) {
  return (
    <div aria-busy className="space-y-3">
      <p className="sr-only">{label}</p>
      {Array.from({ length: 12 }, (_, line) => (
        // oxlint-disable-next-line react/no-array-index-key -- skeletons have nothing else
        <div key={line} className="grid grid-cols-[8.5rem_1fr] gap-4">
          <Skeleton className="h-4 w-20" />
          <Skeleton className="h-4 w-40" />
        </div>
      ))}
    </div>
  )
}
