/** ⌘K or Ctrl+K. */
export function isSearchKey({ key, metaKey, ctrlKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (metaKey || ctrlKey) && !shiftKey && !altKey
}

/** Goes on the button that opens the search. Also tells us whether a page has one. */
export const SEARCH_KEYS = 'Control+K Meta+K'

// People read a page and press keys before React hydrates it, which takes seconds on a slow machine.
let typed: string | null = null

function onEarlyKey(event: KeyboardEvent): void {
  if (isSearchKey(event)) {
    if (!document.querySelector(`[aria-keyshortcuts="${SEARCH_KEYS}"]`)) return
    typed = typed === null ? '' : null
  } else if (typed === null || event.metaKey || event.ctrlKey || event.altKey) return
  else if (event.key.length === 1) typed += event.key
  else if (event.key === 'Backspace') typed = typed.slice(0, -1)
  else if (event.key === 'Escape') typed = null
  else return
  event.preventDefault()
}

/** Keeps the shortcut, and what's typed after it, until the palette is ready. */
export function listenForEarlySearch(): void {
  window.addEventListener('keydown', onEarlyKey)
}

/** Whether the shortcut was pressed before the palette was ready. */
export function isSearchWaiting(): boolean {
  return typed !== null
}

/** Stops listening, and returns what was typed in the meantime. */
export function takeEarlySearch(): string {
  window.removeEventListener('keydown', onEarlyKey)
  const taken = typed ?? ''
  typed = null
  return taken
}
