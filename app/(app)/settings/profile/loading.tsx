import { SettingsSkeleton } from '@/components/account/skeleton'

export default function ProfileLoading() {
  return <SettingsSkeleton title="Profile" sentence="Your name, how you are reached, and how this product looks to you." />
}
