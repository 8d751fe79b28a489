import type { Database } from '@/lib/database/client'
import { Prisma } from '@/lib/database/generated/client'

/** Makes the database record every change except rate limits, visitor salts, and last-use times. */
export async function watchChanges({ prisma }: Database): Promise<void> {
  await prisma.$executeRawUnsafe('CREATE TABLE changes (id bigserial PRIMARY KEY, what text NOT NULL)')
  await prisma.$executeRawUnsafe(`CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'UPDATE' OR to_jsonb(OLD) - '{lastSeenAt,lastUsedAt}'::text[] <> to_jsonb(NEW) - '{lastSeenAt,lastUsedAt}'::text[] THEN
        INSERT INTO changes (what) VALUES (TG_OP || ' ' || TG_TABLE_NAME);
      END IF;
      RETURN NULL;
    END $$`)
  for (const name of Object.values(Prisma.ModelName).filter(
    (model) => model !== 'RateWindow' && model !== 'VisitorSalt',
  )) {
    await prisma.$executeRawUnsafe(
      `CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON "${name}" FOR EACH ROW EXECUTE FUNCTION note_change()`,
    )
  }
}

/** The most recent change, to compare with later. */
export function lastChange({ prisma }: Database): Promise<unknown> {
  return prisma.$queryRaw`SELECT id::int, what FROM changes ORDER BY id DESC LIMIT 1`
}
