'use client'

import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * What the tab remembers under a key, so that a reload shows it again.
 * @returns null if that's nothing, and how to change it
 */
export function useTabMemory(key: string): [string | null, (value: string | null) => void] {
  // The server doesn't know what the tab remembers.
  const value = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(key),
    () => null,
  )
  return [
    value,
    (next) => {
      if (next === null) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, next)
      for (const listener of listeners) listener()
    },
  ]
}
