'use client'

import { useState } from 'react'

const cookie = 'narrow-navigation'

/** Whether the sidebar is collapsed to icons. Kept in a cookie, so the server renders the right width and nothing jumps. */
export function useNarrow(initial: boolean): [boolean, () => void] {
  const [narrow, setNarrow] = useState(initial)
  return [
    narrow,
    () => {
      document.cookie = `${cookie}=${narrow ? '' : '1'}; path=/; max-age=31536000; samesite=lax`
      setNarrow(!narrow)
    },
  ]
}
