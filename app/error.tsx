'use client'

import { Failure } from '@/components/failure'

/** Takes the place of a whole layout, and with it of its `main`. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="flex min-h-dvh">
      <Failure error={error} retry={retry} />
    </main>
  )
}
