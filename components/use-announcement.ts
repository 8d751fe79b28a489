'use client'

import { useEffect, useRef, useState } from 'react'

/**
 * What screen readers are told when the answer to another question has arrived. Not on the first paint, which they read anyway,
 * and not when polling refreshes the same figures.
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
