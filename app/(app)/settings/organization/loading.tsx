import { SettingsSkeleton } from '@/components/account/skeleton'

export default function OrganizationLoading() {
  return <SettingsSkeleton title="Organization" sentence="What holds for everybody. Changes stand in the audit log." />
}
