import { ensureBuild } from '@/scripts/build'
import { startProduct } from './product'

/** Starts the product with demo data for all tests. The returned function stops it. */
export default async function setup(): Promise<() => Promise<void>> {
  await ensureBuild(console.log)
  const product = await startProduct(Number(process.env.E2E_PORT), ['--demo'])
  process.env.E2E_DATA_DIR = product.dataDir
  return product.stop
}
