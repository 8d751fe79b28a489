'use client'

import { useTranslations } from 'next-intl'
import { Segments } from '@/components/url/segments'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

const views = ['daily', 'single'] as const

/** Switches between daily rows and individual clicks. Drops parameters that only one of them has. */
export function ViewSwitch({ current }: { current: (typeof views)[number] }) {
  const t = useTranslations('clicks.view')
  const { params } = useUrl()
  return (
    <Segments
      label={t('label')}
      current={current}
      of={views.map((view) => ({
        key: view,
        to: withQuestion(params, { view, columns: null, sort: null, status: null, bots: null }),
        name: t(view),
      }))}
    />
  )
}
