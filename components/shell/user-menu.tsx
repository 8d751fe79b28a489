'use client'

import { Check, KeyRound, LogOut, ShieldCheck, UserRound } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import { DropdownMenu } from 'radix-ui'
import { PageLink } from '@/components/url/page-link'
import { themeIcons, themes, useThemeChoice } from './theme'
import { Button } from '@/components/ui/button'
import { MenuItem, menuLine, MenuPanel } from '@/components/ui/overlay'
import { href, keptParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from './viewer'

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean)
  return `${words[0]?.charAt(0) ?? ''}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''}`.toUpperCase()
}

function ThemeChoice() {
  const t = useTranslations('common.theme')
  const { theme, setTheme } = useThemeChoice()
  return (
    <DropdownMenu.RadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
      <DropdownMenu.Label className="px-2.5 pt-1 pb-0.5 text-xs font-medium text-muted">
        {t('label')}
      </DropdownMenu.Label>
      {themes.map((name) => {
        const Icon = themeIcons[name]
        return (
          <DropdownMenu.RadioItem
            key={name}
            value={name}
            className={menuLine}
            onSelect={(event) => event.preventDefault()}
          >
            <Icon aria-hidden />
            <span className="flex-1">{t(name)}</span>
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
  { path: '/settings/profile', key: 'profile', icon: UserRound },
  { path: '/settings/security', key: 'security', icon: ShieldCheck },
  { path: '/settings/api-keys', key: 'apiKeys', icon: KeyRound },
] as const

const rule = <DropdownMenu.Separator className="-mx-1 my-1 border-t" />

/** The viewer's account: who they are, the theme, their settings, and signing out. */
export function UserMenu() {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const viewer = useViewer()
  const { params } = useUrl()
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button
          variant="ghost"
          shape="icon"
          className="rounded-full"
          aria-label={t('account.label', { name: viewer.name })}
        >
          <span
            className="flex size-8 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent"
            aria-hidden
          >
            {initials(viewer.name || viewer.email)}
          </span>
        </Button>
      </DropdownMenu.Trigger>
      <MenuPanel align="end" className="w-64">
        <div className="space-y-0.5 px-2.5 py-2">
          <p className="truncate font-medium">{viewer.name}</p>
          <p className="truncate text-sm text-muted">{viewer.email}</p>
          <p className="truncate text-sm text-muted">
            {t('account.roleAt', { role: common(`roles.${viewer.role}`), organization: viewer.organization.name })}
          </p>
        </div>
        {rule}
        <ThemeChoice />
        {rule}
        {own.map(({ path, key, icon: Icon }) => (
          <MenuItem key={path} asChild>
            <PageLink href={href(path, keptParams(params))}>
              <Icon aria-hidden />
              {t(`pages.${key}.name`)}
            </PageLink>
          </MenuItem>
        ))}
        {rule}
        <MenuItem onSelect={() => void signOut({ callbackUrl: '/sign-in' })}>
          <LogOut aria-hidden />
          {t('account.signOut')}
        </MenuItem>
      </MenuPanel>
    </DropdownMenu.Root>
  )
}
