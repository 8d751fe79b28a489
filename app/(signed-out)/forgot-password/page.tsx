import type { Metadata } from 'next'
import { ForgotForm } from '@/components/sign-in/forgot-form'
import { hasMail } from '@/lib/access/providers'
import { BackToSignIn, Panel } from '../panel'

export const metadata: Metadata = { title: 'Forgot your password?' }

export default function ForgotPasswordPage() {
  return (
    <Panel title="Forgot your password?" foot={<BackToSignIn />}>
      <ForgotForm hasMail={hasMail()} />
    </Panel>
  )
}
