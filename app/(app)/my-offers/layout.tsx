import type { ReactNode } from 'react'
import { publisherCaller } from '@/app/(app)/caller'

/** Checks above the loading skeleton: once that's sent, it's too late for status 404. */
export default async function Layout({ children }: { children: ReactNode }) {
  await publisherCaller()
  return children
}
