'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { Question } from './confirm'
import { isBrowsersClick } from './url-link'

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  return link && link.target === '' && link.origin === window.location.origin && !link.hasAttribute('download') ? link : null
}

/**
 * Asks before something typed is lost: when `leave` is called, when a link of the page is followed, and when the window is closed or
 * reloaded. Put `question` into a Confirm.
 */
export function useUnsaved() {
  const router = useRouter()
  const [dirty, setDirty] = useState(false)
  const [then, setThen] = useState<(() => void) | null>(null)

  useEffect(() => {
    if (!dirty) return
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    function onClick(event: MouseEvent) {
      const link = isBrowsersClick(event) ? null : linkOf(event)
      if (!link) return
      event.preventDefault()
      event.stopPropagation()
      setThen(() => () => router.push(link.href))
    }
    window.addEventListener('beforeunload', onUnload)
    // Before the link's own handler.
    document.addEventListener('click', onClick, true)
    return () => {
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, true)
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
      setDirty(false)
      then()
    },
  }
  return {
    dirty,
    onTyped: () => setDirty(true),
    onSaved: () => setDirty(false),
    leave: (act: () => void) => (dirty ? setThen(() => act) : act()),
    question,
    onStay: () => setThen(null),
  }
}
