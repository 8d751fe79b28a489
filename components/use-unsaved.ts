'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { Question } from './confirm'
import { isBrowsersClick } from './url-link'

type Act = () => void

/** Who asks before the page is left, while something typed is unsaved. One form is filled in at a time. */
let asks: ((act: Act) => void) | null = null

/** Leaves the page by `act`, such as `router.push`: at once, or when whoever has something unsaved says so. Links need none of it. */
export function leavePage(act: Act): void {
  if (asks) asks(act)
  else act()
}

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  return link && link.target === '' && link.origin === window.location.origin && !link.hasAttribute('download') ? link : null
}

/**
 * Asks before something typed is lost: when `leave` is called, when a link of the page is followed, on the browser's Back and Forward, and
 * when the window is closed or reloaded. Put `question` into a Confirm.
 */
export function useUnsaved() {
  const router = useRouter()
  const [dirty, setDirty] = useState(false)
  const [then, setThen] = useState<Act | null>(null)
  const leaving = useRef(false)

  useEffect(() => {
    if (!dirty) return
    const ask = (act: Act) => setThen(() => act)
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    function onClick(event: MouseEvent) {
      const link = isBrowsersClick(event) ? null : linkOf(event)
      if (!link) return
      event.preventDefault()
      event.stopPropagation()
      ask(() => router.push(link.href))
    }
    function onNavigate(event: NavigateEvent) {
      // What leads to another site unloads the page.
      if (event.navigationType !== 'traverse' || !event.destination.sameDocument || leaving.current) return
      if (!event.cancelable) {
        // Back again without touching anything since it was asked: browsers let nobody be kept, and so the answer is given.
        setDirty(false)
        setThen(null)
        return
      }
      // Nothing has changed yet, so that neither the address nor Next's router sees a step that was not taken.
      event.preventDefault()
      const { key } = event.destination
      // By key: counted in steps, Chromium starts from where the step that was held up would have led. Fails when another one overtakes it.
      ask(() => void window.navigation.traverseTo(key).committed?.catch(() => {}))
    }
    asks = ask
    window.addEventListener('beforeunload', onUnload)
    // Before the link's own handler.
    document.addEventListener('click', onClick, true)
    // Browsers of before 2026 may lack it: there, Back leaves as it did.
    const navigation = 'navigation' in window ? window.navigation : null
    navigation?.addEventListener('navigate', onNavigate)
    return () => {
      asks = null
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, true)
      navigation?.removeEventListener('navigate', onNavigate)
    }
  }, [dirty, router])

  const question: Question | null = then && {
    title: 'Leave without saving?',
    sentence: 'What you typed is lost.',
    act: 'Leave',
    acting: 'Leaving…',
    keep: 'Stay here',
    isDanger: true,
    run: async () => {
      leaving.current = true
      setDirty(false)
      then()
    },
  }
  return {
    onTyped: () => {
      leaving.current = false
      setDirty(true)
    },
    onSaved: () => setDirty(false),
    leave: (act: Act) => (dirty ? setThen(() => act) : act()),
    question,
    onStay: () => setThen(null),
  }
}
