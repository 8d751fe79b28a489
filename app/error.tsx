'use client'

import { Failure } from '@/components/problems/failure'

/** Replaces a whole layout, including its `main`. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="flex min-h-dvh">
      <Failure error={error} retry={retry} />
    </main>
  )
}
