'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { ThemeProvider, useTheme } from 'next-themes'
import type { ReactNode } from 'react'

/** The only file that uses next-themes. Its script runs before the first paint and needs `nonce` for the content security policy. */
export function Theme({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      {children}
    </ThemeProvider>
  )
}

export const themes = ['light', 'dark', 'system'] as const
export type ThemeName = (typeof themes)[number]

export const themeIcons: Readonly<Record<ThemeName, typeof Sun>> = { light: Sun, dark: Moon, system: Monitor }

/** The setting, not the theme it resolves to. Undefined on the server. */
export function useThemeChoice(): { theme: string | undefined; setTheme: (theme: string) => void } {
  const { theme, setTheme } = useTheme()
  return { theme, setTheme }
}
