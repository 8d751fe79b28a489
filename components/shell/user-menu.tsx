'use client'

import { Check, KeyRound, LogOut, ShieldCheck, UserRound } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { DropdownMenu } from 'radix-ui'
import { PageLink } from '../page-link'
import { themeLooks, themes, useThemeChoice } from '../theme'
import { Button } from '../ui/button'
import { MenuItem, menuLine, MenuPanel } from '../ui/overlay'
import { href, scopeOf } from '../url-state'
import { useUrl } from '../use-url'
import { roleNames, useViewer } from '../viewer'

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

const own = [
  { path: '/settings/profile', name: 'Profile', icon: UserRound },
  { path: '/settings/security', name: 'Security', icon: ShieldCheck },
  { path: '/settings/api-keys', name: 'API keys', icon: KeyRound },
] as const

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
        {own.map(({ path, name, icon: Icon }) => (
          <MenuItem key={path} asChild>
            <PageLink href={href(path, scopeOf(params))}>
              <Icon aria-hidden />
              {name}
            </PageLink>
          </MenuItem>
        ))}
        {rule}
        <MenuItem onSelect={() => void signOut({ callbackUrl: '/sign-in' })}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </MenuPanel>
    </DropdownMenu.Root>
  )
}
