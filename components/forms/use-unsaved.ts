'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { Confirmation } from '@/components/ui/confirm'
import { isBrowsersClick } from '@/components/url/url-link'

type Act = () => void

/** Asks before leaving the page with unsaved changes. There's one for all forms, since people fill in one at a time. */
let asks: ((act: Act) => void) | null = null

/** Leaves a page or closes a form with `act`: right away, or once the user agrees to lose unsaved changes. Links don't need this. */
export function leavePage(act: Act): void {
  if (asks) asks(act)
  else act()
}

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  return link && link.target === '' && link.origin === window.location.origin && !link.hasAttribute('download')
    ? link
    : null
}

/**
 * Asks before unsaved changes are lost: on a call to `leavePage`, a click on a link, Back or Forward, and when the window is closed or
 * reloaded. Pass `question` to a Confirm.
 */
export function useUnsaved(isDirty: boolean) {
  const t = useTranslations('common.unsaved')
  const router = useRouter()
  const [then, setThen] = useState<Act | null>(null)
  /** The user has agreed to lose the changes. */
  const [isLeaving, setLeaving] = useState(false)
  const guards = isDirty && !isLeaving
  const leaving = useRef(false)

  useEffect(() => {
    if (!isLeaving) return
    // Still here, and there's new input to lose.
    const stay = () => {
      leaving.current = false
      setLeaving(false)
    }
    document.addEventListener('input', stay)
    return () => document.removeEventListener('input', stay)
  }, [isLeaving])

  useEffect(() => {
    if (!guards) return
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
      // Going to another site unloads the page.
      if (event.navigationType !== 'traverse' || !event.destination.sameDocument || leaving.current) return
      if (!event.cancelable) {
        // Back again without touching the page since we asked. Browsers don't let a page block that, so take it as a yes.
        setLeaving(true)
        setThen(null)
        return
      }
      // Cancels before anything changes, so neither the URL nor Next's router sees the step.
      event.preventDefault()
      const { key } = event.destination
      // By key, because Chromium counts steps from where the canceled one would have led. Fails if another navigation overtakes it.
      ask(() => void window.navigation.traverseTo(key).committed?.catch(() => {}))
    }
    asks = ask
    window.addEventListener('beforeunload', onUnload)
    // Runs before the link's own handler.
    document.addEventListener('click', onClick, true)
    // Browsers from before 2026 may lack this API. There, Back just leaves.
    const navigation = 'navigation' in window ? window.navigation : null
    navigation?.addEventListener('navigate', onNavigate)
    return () => {
      asks = null
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, true)
      navigation?.removeEventListener('navigate', onNavigate)
    }
  }, [guards, router])

  const question: Confirmation | null = then && {
    title: t('title'),
    sentence: t('sentence'),
    act: t('leave'),
    acting: t('leaving'),
    keep: t('stay'),
    isDanger: true,
    run: async () => {
      leaving.current = true
      setLeaving(true)
      then()
    },
  }
  return { question, onStay: () => setThen(null) }
}
