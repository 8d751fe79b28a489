import { ensureBuild } from '@/scripts/build'
import { startProduct } from './product'

/** Starts the product with demo data for all tests. The returned function stops it. */
export default async function setup(): Promise<() => Promise<void>> {
  await ensureBuild(console.log)
  const product = await startProduct(Number(process.env.E2E_PORT), ['--demo'], {
    // Postbacks are sent to servers that tests start.
    OUTBOUND_ALLOW: '127.0.0.1',
  })
  process.env.E2E_DATA_DIR = product.dataDir
  return product.stop
}
