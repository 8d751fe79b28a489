'use client'

import './globals.css'
import { Failure } from '@/components/failure'

/** Only when the root layout itself fails: brings its own document, in the light theme. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh">
        <title>Something went wrong · Tributary</title>
        <Failure error={error} retry={retry} />
      </body>
    </html>
  )
}
