'use client'

import { useRef } from 'react'

/**
 * Gives focus back to what opened a dialog. Radix does so only for dialogs with a trigger of its own, and ours open by the URL, a key
 * or a menu.
 */
export function useFocusReturn(): { onOpenAutoFocus: () => void; onCloseAutoFocus: (event: Event) => void } {
  const before = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault()
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus()
    },
  }
}
