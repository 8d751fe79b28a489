'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ComponentProps } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { Input } from './field'

/** A password field with a button to show the text. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useTranslations('common')
  const [visible, setVisible] = useState(false)
  return (
    <div className="relative">
      <Input {...rest} type={visible ? 'text' : 'password'} className={cn('pr-11', className)} />
      <Button
        variant="ghost"
        shape="icon"
        className="absolute top-0 right-0 text-muted"
        aria-label={t(visible ? 'hidePassword' : 'showPassword')}
        onClick={() => setVisible(!visible)}
      >
        {visible ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </Button>
    </div>
  )
}
