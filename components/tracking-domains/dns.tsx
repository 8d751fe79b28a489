import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Fact, Facts } from '@/components/clicks/facts'

const code = (chunks: ReactNode) => <code>{chunks}</code>

const isAddress = (host: string): boolean => host.includes(':') || /^[\d.]+$/.test(host)

/** What makes links work at a tracking domain: its DNS record, and what the proxy in front has to do. */
export function Dns({ host, mainHost }: { host: string; mainHost: string }) {
  const t = useTranslations('trackingDomains.dns')
  const type = isAddress(mainHost) ? (mainHost.includes(':') ? 'AAAA' : 'A') : 'CNAME'
  return (
    <section className="space-y-2 border-t pt-4">
      <h3 className="font-medium">{t('title')}</h3>
      <p className="text-muted">{t('sentence')}</p>
      <div className="rounded-control border p-3">
        <Facts title={t('record')}>
          <Fact name={t('type')}>{type}</Fact>
          <Fact name={t('name')} copy={host} isCode>
            {host}
          </Fact>
          <Fact name={t('value')} copy={mainHost} isCode>
            {mainHost}
          </Fact>
        </Facts>
      </div>
      <p className="text-muted">{t.rich('proxy', { code })}</p>
    </section>
  )
}
