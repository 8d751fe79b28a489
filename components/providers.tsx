'use client'

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { NextIntlClientProvider } from 'next-intl'
import { Tooltip } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { settings } from '@/messages/settings'
import { ProblemError } from './problem'
import { signInPath } from './sign-in/next-path'
import { Theme } from './theme'

function makeClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError(error) {
        // Signed out meanwhile, perhaps in another tab: sign in and come back to the same view.
        if (error instanceof ProblemError && error.problem.status === 401) {
          window.location.assign(signInPath(window.location.pathname + window.location.search))
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // What the server refuses it will refuse again; only what failed is worth another try.
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
    // Dialogs hold the page still with a style element of their own. While rendering, since one may be open from the start.
    if (nonce !== undefined && typeof window !== 'undefined') setNonce(nonce)
    return makeClient()
  })
  return (
    <Theme nonce={nonce}>
      {/* Messages are imported here, not passed from the server: they belong to the bundle that browsers cache, not to every page. */}
      <NextIntlClientProvider {...settings}>
        <QueryClientProvider client={client}>
          <Tooltip.Provider delayDuration={300}>{children}</Tooltip.Provider>
        </QueryClientProvider>
      </NextIntlClientProvider>
    </Theme>
  )
}
