import type { ReactNode } from 'react'

/** An address in a sentence, for `t.rich`. */
export function strong(chunks: ReactNode) {
  return <span className="font-medium wrap-anywhere text-text">{chunks}</span>
}
