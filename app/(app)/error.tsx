'use client'

import { Failure } from '@/components/problems/failure'

/** The surrounding shell has the `main`. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure error={error} retry={retry} />
}
