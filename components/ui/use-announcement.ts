'use client'

import { useEffect, useRef, useState } from 'react'

/**
 * What screen readers announce when the answer to a new question arrives. Nothing on the first paint, which they read anyway, or when
 * polling refreshes the same numbers.
 */
export function useAnnouncement(question: string, ready: boolean, text: string): string {
  const announced = useRef(question)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (!ready || announced.current === question) return
    announced.current = question
    setSaid(text)
  }, [question, ready, text])
  return said
}
