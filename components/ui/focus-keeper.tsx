'use client'

import { useEffect } from 'react'
import { focusNear } from './focus-near'

/**
 * Keeps the keyboard's place when the focused element goes away, such as a link in an empty state once rows arrive, a row that no longer
 * matches a filter, or a menu that opened a dialog. Browsers would put focus on the body, so screen readers would start from the top.
 */
export function FocusKeeper() {
  useEffect(() => {
    let last: Element | null = null
    /** From the element up to its root, recorded when it got focus: once removed, an element no longer knows its ancestors. */
    let path: Element[] = []
    let timer: ReturnType<typeof setTimeout> | undefined

    const isLost = () => document.activeElement === document.body && last !== null && !last.isConnected
    function onFocus({ target }: FocusEvent) {
      if (!(target instanceof Element)) return
      last = target
      path = []
      for (let element: Element | null = target; element; element = element.parentElement) path.push(element)
    }
    /** Clicking an empty part of the page takes focus away on purpose. */
    function onPointerDown() {
      last = null
    }
    function onRemoved() {
      if (!isLost()) return
      clearTimeout(timer)
      // Dialogs and menus move focus in a task of their own, queued before this one.
      timer = setTimeout(() => {
        if (!isLost()) return
        last = null
        focusNear(path)
      })
    }
    const observer = new MutationObserver(onRemoved)
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', onFocus)
    document.addEventListener('pointerdown', onPointerDown)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('pointerdown', onPointerDown)
    }
  }, [])
  return null
}
