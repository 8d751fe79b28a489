'use client'

import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Notice } from '../ui/notice'

/** A new key, shown this once. */
export function MadeKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  return (
    <div className="space-y-4">
      <Notice kind="warning">Copy the key now. It is shown this once and not kept: nobody can look it up later.</Notice>
      <div className="flex items-center gap-2 rounded-control border border-border-control bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{apiKey}</code>
        <CopyButton variant="secondary" label="Copy the key" text={() => apiKey}>
          Copy
        </CopyButton>
      </div>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          I have kept the key
        </Button>
      </div>
    </div>
  )
}
