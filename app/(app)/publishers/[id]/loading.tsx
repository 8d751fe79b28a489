export { default } from '@/app/(app)/publishers/(list)/loading'
