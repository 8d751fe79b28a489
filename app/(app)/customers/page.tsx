import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { personChoices } from '@/app/choices'
import { listQuestion } from '@/components/catalog/list'
import { Customers } from '@/components/customers/customers'
import { customerListing } from '@/components/customers/listing'
import { listCustomerRows } from '@/lib/api/app/customers.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('customers')
  return { title: t('title') }
}

export default async function CustomersPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('customers:read')])
  const first = await firstAnswer(listCustomerRows, caller, listQuestion(customerListing, params))
  return <Customers first={first} countries={personChoices.countries} />
}
