import type { ReactNode } from 'react'

/** How `<strong>` in a message sets off an email address. Breaks anywhere, since addresses can be longer than the line. */
export const strong = (address: ReactNode) => <strong className="font-medium wrap-anywhere text-text">{address}</strong>
