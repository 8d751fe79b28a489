import { useId, type ReactNode } from 'react'
import { Card } from '@/components/ui/small'

/** A part of an offer's page, under a heading. */
export function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <Card className="min-w-0 p-4 md:p-5" aria-labelledby={id}>
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {aside && <span className="text-sm text-muted">{aside}</span>}
      </div>
      {children}
    </Card>
  )
}
