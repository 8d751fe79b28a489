import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SetupForm } from '@/components/setup/setup-form'
import { Card } from '@/components/ui/small'
import { needsSetup } from '@/lib/access/setup'
import { currencies, timeZones } from '../../choices'

export const metadata: Metadata = { title: 'Set up' }

const zones = () => timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))

export default async function SetupPage() {
  if (!(await needsSetup())) redirect('/sign-in')
  return (
    <Card className="w-full max-w-xl space-y-6 p-6 md:p-8">
      <div className="space-y-1">
        <h1 className="text-xl font-semibold tracking-tight">Set up Tributary</h1>
        <p className="text-muted">This installation is new. Name your organization and yourself, and you are signed in.</p>
      </div>
      <SetupForm zones={zones()} currencies={currencies} />
    </Card>
  )
}
