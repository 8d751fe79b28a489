'use client'

import { useState } from 'react'

/** The line of a list that the keyboard is on. Moves to the first one if that line goes away: cmdk alone would stay on the missing line. */
export function useListValue(lines: string[], initial = ''): { value: string; onValueChange: (value: string) => void } {
  const [value, onValueChange] = useState(initial)
  return { value: lines.includes(value) ? value : (lines[0] ?? ''), onValueChange }
}
