'use client'

import { useEffect } from 'react'
import { RequestId } from './problem-view'
import { Button } from './ui/button'
import { Blank } from './ui/notice'

function digestOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : null
}

/** What an error boundary shows: nothing of the error itself, but the number under which the log has it. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => console.error(error), [error])
  return (
    <div role="alert" className="flex flex-1 items-center justify-center">
      <Blank
        isPage
        title="Something went wrong"
        actions={
          <>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
            <Button asChild>
              {/* A whole page load: whatever broke the page is gone with it. */}
              {/* oxlint-disable-next-line nextjs/no-html-link-for-pages */}
              <a href="/overview">Go to the overview</a>
            </Button>
          </>
        }
      >
        <p>The page could not be shown. Nothing you saved is lost. If it happens again, tell your admin this number:</p>
        <RequestId id={digestOf(error) ?? 'none, it happened in your browser'} />
      </Blank>
    </div>
  )
}
