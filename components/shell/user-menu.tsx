'use client'

import { Check, KeyRound, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { DropdownMenu } from 'radix-ui'
import { PageLink } from '../page-link'
import { useThemeChoice, themes, type ThemeName } from '../theme'
import { Button } from '../ui/button'
import { MenuItem, menuLine, MenuPanel } from '../ui/overlay'
import { href, scopeOf } from '../url-state'
import { useUrl } from '../use-url'
import { roleNames, useViewer } from '../viewer'

const themeLooks: Record<ThemeName, { icon: typeof Sun; name: string }> = {
  light: { icon: Sun, name: 'Light' },
  dark: { icon: Moon, name: 'Dark' },
  system: { icon: Monitor, name: 'As the system' },
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean)
  return `${words[0]?.charAt(0) ?? ''}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''}`.toUpperCase()
}

function ThemeChoice() {
  const { theme, setTheme } = useThemeChoice()
  return (
    <DropdownMenu.RadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
      <DropdownMenu.Label className="px-2.5 pt-1 pb-0.5 text-xs font-medium text-muted">Theme</DropdownMenu.Label>
      {themes.map((name) => {
        const { icon: Icon, name: label } = themeLooks[name]
        return (
          <DropdownMenu.RadioItem key={name} value={name} className={menuLine} onSelect={(event) => event.preventDefault()}>
            <Icon aria-hidden />
            <span className="flex-1">{label}</span>
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        )
      })}
    </DropdownMenu.RadioGroup>
  )
}

const rule = <DropdownMenu.Separator className="-mx-1 my-1 border-t" />

export function UserMenu() {
  const viewer = useViewer()
  const { params } = useUrl()
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button variant="ghost" shape="icon" className="rounded-full" aria-label={`Your account: ${viewer.name}`}>
          <span className="flex size-8 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent" aria-hidden>
            {initials(viewer.name || viewer.email)}
          </span>
        </Button>
      </DropdownMenu.Trigger>
      <MenuPanel align="end" className="w-64">
        <div className="space-y-0.5 px-2.5 py-2">
          <p className="truncate font-medium">{viewer.name}</p>
          <p className="truncate text-sm text-muted">{viewer.email}</p>
          <p className="truncate text-sm text-muted">
            {roleNames[viewer.role]}, {viewer.organization.name}
          </p>
        </div>
        {rule}
        <ThemeChoice />
        {rule}
        <MenuItem asChild>
          <PageLink href={href('/settings/api-keys', scopeOf(params))}>
            <KeyRound aria-hidden />
            API keys
          </PageLink>
        </MenuItem>
        {rule}
        <MenuItem onSelect={() => void signOut({ callbackUrl: '/sign-in' })}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </MenuPanel>
    </DropdownMenu.Root>
  )
}
