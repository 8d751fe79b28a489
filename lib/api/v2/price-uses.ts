export { priceUses } from '@/lib/catalog/rules/price'
