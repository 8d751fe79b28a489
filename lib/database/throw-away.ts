import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded, type EmbeddedPostgres } from './embedded'

/** An empty PostgreSQL in a temporary folder, for tests and tools: fast rather than durable. close() stops it and removes everything. */
export async function throwAwayPostgres(): Promise<EmbeddedPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tributary-'))
  // As root, PostgreSQL runs as somebody else, who has to pass through.
  chmodSync(dataDir, 0o711)
  const remove = () => rmSync(dataDir, { recursive: true, force: true })
  try {
    const postgres = await startEmbedded({ dataDir, log: () => {}, throwAway: true })
    return {
      ...postgres,
      close: async () => {
        await postgres.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}
