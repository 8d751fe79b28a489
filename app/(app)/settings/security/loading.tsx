import { SettingsSkeleton } from '@/components/account/skeleton'

export default function SecurityLoading() {
  return <SettingsSkeleton title="Security" sentence="How you sign in, and where you are signed in." />
}
