import type { ReactNode } from 'react'
import { Mark } from '@/components/shell/mark'

export default function SignedOutLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center gap-6 px-4 pt-[max(2rem,10dvh)] pb-10">
      <p className="flex items-center gap-2.5 text-xl font-semibold tracking-tight">
        <Mark className="size-7 text-accent" />
        Tributary
      </p>
      {children}
    </main>
  )
}
