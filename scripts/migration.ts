/**
 * npm run db:migration -- NAME
 *
 * Writes prisma/migrations/<time>_NAME/migration.sql: what leads from the schema at the last migration (kept beside the migrations)
 * to prisma/schema.prisma as it is now. Look it over, and add by hand what Prisma's schema can not say (checks, triggers).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diffSchemas, migrationsFolder } from '@/lib/database/migrate'
import { throwAwayPostgres } from '@/lib/database/throw-away'

const name = process.argv[2] ?? ''
if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name) || name.length > 60 || process.argv.length > 3) {
  console.error('Give the migration a name of lower-case letters, digits and _: npm run db:migration -- add_customers')
  process.exit(1)
}

const before = join(migrationsFolder, 'schema.prisma')
const working = readFileSync(join(migrationsFolder, '..', 'schema.prisma'), 'utf8')
const postgres = await throwAwayPostgres()
try {
  const sql = await diffSchemas(postgres.address, existsSync(before) ? readFileSync(before, 'utf8') : null, working)
  if (sql === '') {
    console.log('Nothing to do: prisma/schema.prisma has no change that the database would see')
  } else {
    const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const folder = join(migrationsFolder, `${time}_${name}`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'migration.sql'), sql)
    writeFileSync(before, working)
    console.log(`Wrote prisma/migrations/${time}_${name}/migration.sql`)
  }
} finally {
  await postgres.close()
}
