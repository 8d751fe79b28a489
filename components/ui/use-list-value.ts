'use client'

import { useState } from 'react'

/** Which line of a list the keyboard is on. If that line goes away, the first one: cmdk alone would stay on the missing line. */
export function useListValue(lines: string[], initial = ''): { value: string; onValueChange: (value: string) => void } {
  const [value, onValueChange] = useState(initial)
  return { value: lines.includes(value) ? value : (lines[0] ?? ''), onValueChange }
}
