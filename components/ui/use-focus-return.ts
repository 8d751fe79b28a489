'use client'

import { useRef } from 'react'
import { focusNear } from './focus-near'

/**
 * Returns focus to whatever opened a dialog, or to the page's content if that's gone or the dialog was open on load. Radix only does
 * this for dialogs with their own trigger. Ours open through the URL, a key, or a menu.
 */
export function useFocusReturn(): { onOpenAutoFocus: () => void; onCloseAutoFocus: (event: Event) => void } {
  const before = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault()
      const { current } = before
      if (current instanceof HTMLElement && current.isConnected && current !== document.body) current.focus()
      // Unless something else took focus, such as a dialog that this one opened.
      if (document.activeElement === document.body) focusNear()
    },
  }
}
