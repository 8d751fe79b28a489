'use client'

import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Notice } from '../ui/notice'

/** Shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div className="space-y-4">
      <Notice kind="warning">Keep these codes where you find them without your phone. Each signs you in once in place of the app. They are shown this once.</Notice>
      <ul aria-label="Recovery codes" className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-control border bg-surface p-4 font-mono">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <CopyButton variant="secondary" label="Copy the codes" text={() => codes.join('\n')}>
          Copy the codes
        </CopyButton>
        <Button variant="primary" onClick={onDone}>
          I have kept the codes
        </Button>
      </div>
    </div>
  )
}
