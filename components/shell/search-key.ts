/** ⌘K or Ctrl K. */
export function isSearchKey({ key, metaKey, ctrlKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (metaKey || ctrlKey) && !shiftKey && !altKey
}

/** What the button that opens the search says of it; also how a page is known to have one. */
export const SEARCH_KEYS = 'Control+K Meta+K'

// A page is read, and its keys are pressed, some time before React has woken it up: up to seconds on a slow machine.
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

/** Keeps the key, and what is typed after it, for a palette that is not there yet. */
export function listenForEarlySearch(): void {
  window.addEventListener('keydown', onEarlyKey)
}

/** Whether the key was pressed before the palette was there. */
export function isSearchWaiting(): boolean {
  return typed !== null
}

/** Ends the listening. @returns what was typed meanwhile */
export function takeEarlySearch(): string {
  window.removeEventListener('keydown', onEarlyKey)
  const taken = typed ?? ''
  typed = null
  return taken
}
