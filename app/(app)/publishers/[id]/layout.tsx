import type { ReactNode } from 'react'
import { publisherAt } from './publisher'

/** Looks the publisher up above the loading skeleton. Once that's sent, it's too late for status 404. */
export default async function PublisherLayout({
  params,
  children,
}: {
  params: Promise<{ id: string }>
  children: ReactNode
}) {
  await publisherAt((await params).id)
  return children
}
