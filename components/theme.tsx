'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { ThemeProvider, useTheme } from 'next-themes'
import type { ReactNode } from 'react'

/** The only place that knows next-themes. Its script runs before the first paint and gets `nonce` for the content security policy. */
export function Theme({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange {...(nonce ? { nonce } : {})}>
      {children}
    </ThemeProvider>
  )
}

export const themes = ['light', 'dark', 'system'] as const
export type ThemeName = (typeof themes)[number]

export const themeLooks: Readonly<Record<ThemeName, { icon: typeof Sun; name: string }>> = {
  light: { icon: Sun, name: 'Light' },
  dark: { icon: Moon, name: 'Dark' },
  system: { icon: Monitor, name: 'As the system' },
}

/** What was chosen, not what it comes to. Undefined on the server. */
export function useThemeChoice(): { theme: string | undefined; setTheme: (theme: string) => void } {
  const { theme, setTheme } = useTheme()
  return { theme, setTheme }
}
