import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { statementAt } from './statement'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ id }, t] = await Promise.all([params, getTranslations('statements')])
  return { title: t('name', { number: id }) }
}

/** Looks the statement up above the loading skeleton. Once that's sent, it's too late for status 404. */
export default async function StatementLayout({ params, children }: Props & { children: ReactNode }) {
  await statementAt((await params).id)
  return children
}
