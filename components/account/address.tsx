import type { ReactNode } from 'react'

/** Renders `<strong>` around email addresses in messages. Breaks anywhere, since addresses can be longer than the line. */
export const strong = (address: ReactNode) => <strong className="font-medium wrap-anywhere text-text">{address}</strong>
