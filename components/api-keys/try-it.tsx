'use client'

import { CopyButton } from '../ui/copy-button'
import { Card } from '../ui/small'

/** A first call that works as soon as the key is put in. */
export function TryIt({ origin }: { origin: string }) {
  const line = `curl -H "X-Api-Key: YOUR_KEY" "${origin}/api/v1/clicks?per_page=5"`
  return (
    <Card className="space-y-3 p-4 md:p-5" aria-labelledby="try-it">
      <div className="space-y-0.5">
        <h2 id="try-it" className="font-semibold">
          Try it
        </h2>
        <p className="max-w-prose text-muted">
          Put a key in place of YOUR_KEY. The answer is your clicks per day of the last 30 days, newest first. What else can be asked stands in the{' '}
          {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- not a page */}
          <a href="/api/openapi.json" className="text-accent underline underline-offset-2">
            OpenAPI document
          </a>
          .
        </p>
      </div>
      <div className="flex items-start gap-2 rounded-control border bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-2 font-mono text-sm wrap-anywhere">{line}</code>
        <CopyButton label="Copy the command" text={() => line} />
      </div>
    </Card>
  )
}
