import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SetupForm } from '@/components/setup/setup-form'
import { Card } from '@/components/ui/small'
import { needsSetup } from '@/lib/access/setup'
import { currencies, timeZones } from '@/app/choices'
import { spacedZone } from '@/lib/zone-name'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setup')
  return { title: t('title') }
}

const zones = () => timeZones.map((zone) => ({ value: zone, label: spacedZone(zone) }))

export default async function SetupPage() {
  if (!(await needsSetup())) redirect('/sign-in')
  const t = await getTranslations('setup')
  return (
    <Card className="w-full max-w-xl space-y-6 p-6 md:p-8">
      <div className="space-y-1">
        <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
        <p className="text-muted">{t('intro')}</p>
      </div>
      <SetupForm zones={zones()} currencies={currencies} />
    </Card>
  )
}
