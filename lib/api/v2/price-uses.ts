// For forms, which only show the amounts that a type uses. Safe in the browser.

export { uses as priceUses, type Uses as PriceUses } from '@/lib/catalog/rules/price'
