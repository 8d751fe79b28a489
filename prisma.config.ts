import { defineConfig } from 'prisma/config'

// `generate`, `validate` and `format` look for the native schema engine but never run it, and it cannot be
// downloaded on a closed network; any executable satisfies the look-up. Migrations run in lib/database/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma' })
