'use client'

import { useSyncExternalStore } from 'react'
import { pathOf } from '@/lib/api/contract'
import { importKinds, type Importing } from './kinds'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * The ID of the import that's running. The tab remembers it until its outcome was seen, so that a reload shows it again.
 * @returns null if there's none, and how to change it
 */
export function useRunning({ kind, params }: Importing): [string | null, (id: string | null) => void] {
  const key = pathOf(importKinds[kind].start, params)
  // The server doesn't know what the tab remembers.
  const id = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(key),
    () => null,
  )
  return [
    id,
    (next) => {
      if (next === null) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, next)
      for (const listener of listeners) listener()
    },
  ]
}
