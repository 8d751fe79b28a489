/**
 * npm run db:migration -- NAME
 *
 * Writes prisma/migrations/<time>_NAME/migration.sql, which takes the schema from the last migration to the current prisma/schema.prisma.
 * Review it, and add by hand what Prisma's schema can't express (checks, triggers). It's applied at the next start.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsFolder } from '@/lib/database/migrate'
import { migrationName, newMigration } from '@/lib/database/new-migration'
import { throwAwayPostgres } from '@/lib/database/throw-away'

const [name = '', ...more] = process.argv.slice(2)
if (!migrationName.test(name) || more.length > 0) {
  console.error(
    'Name the migration with lowercase words separated by underscores: npm run db:migration -- add_customers',
  )
  process.exit(1)
}
const postgres = await throwAwayPostgres()
try {
  const schema = readFileSync(join(migrationsFolder, '..', 'schema.prisma'), 'utf8')
  const made = await newMigration(postgres.address, migrationsFolder, schema, name)
  console.log(
    made ? `Wrote prisma/migrations/${made}/migration.sql` : 'Nothing to do: the database schema hasn’t changed',
  )
} finally {
  await postgres.close()
}
