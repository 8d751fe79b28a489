import type { Metadata } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <Blank
        isPage
        title="There is no such page"
        actions={
          <Button asChild variant="primary">
            <Link href="/overview">Go to the overview</Link>
          </Button>
        }
      >
        The link may be old, or was cut off when it was copied.
      </Blank>
    </main>
  )
}
