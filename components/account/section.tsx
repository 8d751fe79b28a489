import type { ReactNode } from 'react'
import { Card } from '@/components/ui/small'

/** A section of a settings page: title and explanation on the left, controls on the right. */
export function Section({
  id,
  title,
  sentence,
  children,
}: {
  id: string
  title: ReactNode
  sentence: ReactNode
  children: ReactNode
}) {
  return (
    <Card aria-labelledby={id} className="grid gap-x-8 gap-y-4 p-4 md:p-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
      <div className="space-y-1">
        <h2 id={id} className="flex flex-wrap items-center gap-2 font-semibold">
          {title}
        </h2>
        <div className="text-muted">{sentence}</div>
      </div>
      <div className="min-w-0 max-w-2xl">{children}</div>
    </Card>
  )
}
