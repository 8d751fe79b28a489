/** Focuses the nearest element of a path that is still there and takes focus, otherwise the page's content. */
export function focusNear(path: readonly Element[] = []): void {
  const nearest = path.find((element) => element.isConnected)?.closest<HTMLElement>('[tabindex]')
  const place = nearest ?? document.querySelector<HTMLElement>('main')
  if (!place) return
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1
  place.focus({ preventScroll: true })
}
