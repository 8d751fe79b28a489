import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/small'

const steps = ['choose', 'build', 'share'] as const

/** How a publisher without any clicks gets to the first one. */
export function FirstLink() {
  const t = useTranslations('myOffers.firstLink')
  return (
    <Card className="p-4 md:p-5" aria-labelledby="first-link">
      <h2 id="first-link" className="mb-3 text-lg font-semibold">
        {t('title')}
      </h2>
      <ol className="grid gap-4 sm:grid-cols-3">
        {steps.map((step, index) => (
          <li key={step} className="flex gap-3">
            <span
              className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-medium text-accent"
              aria-hidden
            >
              {index + 1}
            </span>
            <div>
              <p className="font-medium">{t(`${step}.title`)}</p>
              <p className="text-muted">{t(`${step}.sentence`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
