/** Focuses the nearest focusable element of a path that's still in the page. If there's none, the topmost dialog or the page's content. */
export function focusNear(path: readonly Element[] = []): void {
  const nearest = path.find((element) => element.isConnected)?.closest<HTMLElement>('[tabindex]')
  const place = nearest ?? [...document.querySelectorAll<HTMLElement>('main, [role=dialog][data-state=open]')].at(-1)
  if (!place) return
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1
  place.focus({ preventScroll: true })
}
