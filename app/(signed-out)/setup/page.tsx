import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SetupForm, type Choice } from '@/components/setup/setup-form'
import { Card } from '@/components/ui/small'
import { needsSetup } from '@/lib/access/setup'

export const metadata: Metadata = { title: 'Set up' }

/** Made here and handed over, since browsers know other zones and name currencies otherwise. */
function zones(): Choice[] {
  const names = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
  return names.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}

function currencies(): Choice[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code}, ${names.of(code) ?? code}` }))
}

export default async function SetupPage() {
  if (!(await needsSetup())) redirect('/sign-in')
  return (
    <Card className="w-full max-w-xl space-y-6 p-6 md:p-8">
      <div className="space-y-1">
        <h1 className="text-xl font-semibold tracking-tight">Set up Tributary</h1>
        <p className="text-muted">This installation is new. Name your organization and yourself, and you are signed in.</p>
      </div>
      <SetupForm zones={zones()} currencies={currencies()} />
    </Card>
  )
}
