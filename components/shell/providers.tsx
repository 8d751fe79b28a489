'use client'

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { NextIntlClientProvider } from 'next-intl'
import { Tooltip } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { settings } from '@/messages/settings'
import { ProblemError } from '@/components/api/problem'
import { signInPath } from '@/components/sign-in/next-path'
import { Theme } from './theme'
import { FocusKeeper } from '@/components/ui/focus-keeper'

function makeClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError(error) {
        // The session ended, maybe in another tab: sign in and come back to this view.
        if (error instanceof ProblemError && error.problem.status === 401) {
          window.location.assign(signInPath(window.location.pathname + window.location.search))
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // Retry only failures: what the server refused once, it would refuse again.
        retry: (failures, error) => {
          const status = error instanceof ProblemError ? error.problem.status : 0
          return failures < 2 && (status === 0 || status >= 502)
        },
      },
    },
  })
}

export function Providers({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  const [client] = useState(() => {
    // Dialogs add a style element to stop the page from scrolling. Set during render, since a dialog may be open on load.
    if (nonce !== undefined && typeof window !== 'undefined') setNonce(nonce)
    return makeClient()
  })
  return (
    <Theme nonce={nonce}>
      {/* Imported here rather than passed from the server, so messages are in the bundle that browsers cache and not in every page. */}
      <NextIntlClientProvider {...settings}>
        <QueryClientProvider client={client}>
          <FocusKeeper />
          <Tooltip.Provider delayDuration={300}>{children}</Tooltip.Provider>
        </QueryClientProvider>
      </NextIntlClientProvider>
    </Theme>
  )
}
