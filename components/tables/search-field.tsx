'use client'

import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Input } from '@/components/ui/field'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

const PAUSE = 250

/** Searches a list as you type. The text is in the URL, so going back restores it. */
export function SearchField({ label }: { label: string }) {
  const { params, latest, go } = useUrl()
  const asked = params.get('q') ?? ''
  const [typed, setTyped] = useState(asked)
  const [known, setKnown] = useState(asked)
  // Back, Forward, and clearing filters change it from outside.
  if (asked !== known) {
    setKnown(asked)
    if (asked !== typed.trim()) setTyped(asked)
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const search = () => {
    clearTimeout(timer.current)
    const now = latest()
    const before = now.get('q') ?? ''
    if (typed.trim() !== before) go(withQuestion(now, { q: typed.trim() }), before === '' ? 'push' : 'replace')
  }
  const searchNow = useEffectEvent(search)
  useEffect(() => {
    if (typed.trim() === asked) return
    timer.current = setTimeout(() => searchNow(), PAUSE)
    return () => clearTimeout(timer.current)
  }, [typed, asked])
  return (
    <span className="relative block w-full sm:w-auto sm:max-w-64 sm:min-w-48 sm:flex-1">
      <Search className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" aria-hidden />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        // Someone who follows a link meanwhile would be brought back by a change of the URL that comes later.
        onBlur={search}
        className="border-border pl-9"
        maxLength={200}
      />
    </span>
  )
}
