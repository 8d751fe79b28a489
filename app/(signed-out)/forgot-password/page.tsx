import type { Metadata } from 'next'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { ForgotForm } from '@/components/sign-in/forgot-form'
import { hasMail } from '@/lib/access/providers'
import { BackToSignIn, Panel } from '@/app/(signed-out)/panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.forgot')
  return { title: t('title') }
}

export default function ForgotPasswordPage() {
  const t = useTranslations('signIn.forgot')
  return (
    <Panel title={t('title')} foot={<BackToSignIn />}>
      <ForgotForm hasMail={hasMail()} />
    </Panel>
  )
}
