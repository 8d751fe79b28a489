'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { testLandingPage } from '@/lib/api/v2/link-tests.contract'
import { call } from '@/components/api/call'
import { problemFrom, type Problem } from '@/components/api/problem'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

type Tested = { id: string; name: string }

/** What a page's test found, or why it wasn't made. */
export type Found = { name: string; success: number; total: number; left: number }

export type Testing = {
  /** IDs of the pages that are being tested or wait for it. */
  waiting: readonly string[]
  /** How many of those that were asked for are done. */
  done: number
  total: number
  found: readonly Found[]
  problem: Problem | null
  start: (pages: readonly Tested[]) => void
  /** Starts what had a problem again. */
  retry: () => void
}

/** Tests landing pages now, one after the other. */
export function useTesting(
  params: { integrationID: string; offerID: string } | undefined,
  onTested: () => Promise<void>,
): Testing {
  const [waiting, setWaiting] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<readonly Tested[]>([])
  const [found, setFound] = useState<readonly Found[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)

  async function run(pages: readonly Tested[]): Promise<void> {
    if (!params || waiting.length > 0) return
    setProblem(null)
    setFound([])
    setAsked(pages)
    setWaiting(pages.map(({ id }) => id))
    for (const { id, name } of pages) {
      try {
        const { data } = await call(testLandingPage, { params: { ...params, offerLandingPageID: id } })
        const success = data.tests.filter(({ status }) => status === 'Success').length
        setFound((before) => [...before, { name, success, total: data.tests.length, left: data.left }])
        await onTested()
      } catch (error) {
        setProblem(problemFrom(error))
        setWaiting([])
        return
      }
      setWaiting((before) => before.filter((each) => each !== id))
    }
  }

  return {
    waiting,
    done: asked.length - waiting.length,
    total: asked.length,
    found,
    problem,
    start: (pages) => void run(pages),
    retry: () => void run(asked),
  }
}

/** Tests all of an offer's pages, and says how far that is. */
export function TestAll({ pages, testing }: { pages: readonly Tested[]; testing: Testing }) {
  const t = useTranslations('linkTests')
  const isTesting = testing.waiting.length > 0
  return (
    <Button disabled={isTesting} onClick={() => testing.start(pages)}>
      <RefreshCw className={cn('text-muted', isTesting && 'motion-safe:animate-spin')} aria-hidden />
      <span aria-live="polite">
        {isTesting ? t('testingAll', { done: testing.done + 1, total: testing.total }) : t('testAll')}
      </span>
    </Button>
  )
}
