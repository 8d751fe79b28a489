-- What people are shown sorted by name sorts as they expect: "adidas" before "Zalando", "Ärzte" beside "Arzt", "Shop 9" before "Shop 10".
-- By hand, since Prisma's schema knows no collations. It is deterministic, so that only what is the same in every letter is equal.
--
-- Never on a column that an index has: when a newer ICU sorts otherwise, an index in the old order would be wrong. So "User"."email", which
-- is unique and in lower case, keeps its order by bytes, and so do slugs.

CREATE COLLATION "natural" (provider = icu, locale = 'und-u-kn-true');

ALTER TABLE "Organization" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
ALTER TABLE "User"
  ALTER COLUMN "firstName" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "lastName" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "phone" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "city" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "notes" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "ApiKey" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
ALTER TABLE "Network" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
ALTER TABLE "Advertiser" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
ALTER TABLE "Publisher"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "email" TYPE TEXT COLLATE "natural";
ALTER TABLE "Integration" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
ALTER TABLE "Offer"
  ALTER COLUMN "name" TYPE TEXT COLLATE "natural",
  ALTER COLUMN "description" TYPE TEXT COLLATE "natural";
ALTER TABLE "LandingPage" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
ALTER TABLE "Campaign" ALTER COLUMN "name" TYPE TEXT COLLATE "natural";
