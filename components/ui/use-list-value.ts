'use client'

import { useState } from 'react'

/** Which line of a list the keyboard is on. When the lines change under it, the first: cmdk alone would stay on one that is gone. */
export function useListValue(lines: string[], initial = ''): { value: string; onValueChange: (value: string) => void } {
  const [value, onValueChange] = useState(initial)
  return { value: lines.includes(value) ? value : (lines[0] ?? ''), onValueChange }
}
