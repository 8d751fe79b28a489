-- AlterTable
ALTER TABLE "CapLease" ADD COLUMN     "used" DECIMAL(18,6) NOT NULL DEFAULT 0;

-- Everything that trackers do with a cap's allowance, in one round trip: docs/decisions/0022-caps.md. Totals are absolute, so a call whose answer
-- was lost can be repeated.
--   p_used       what the lease has used in total
--   p_busy       what's in the hands of clicks that aren't recorded yet
--   p_give_back  whether the lease returns the rest
--   p_grant      whether the lease gets a block of what remains, or what's wanted if that's more; null for no
CREATE FUNCTION "lease_cap"(
  p_organization uuid, p_cap uuid, p_start timestamptz, p_lease uuid, p_holder uuid,
  p_used numeric, p_busy numeric, p_give_back boolean, p_grant numeric, p_share numeric, p_seconds numeric
) RETURNS TABLE ("granted" numeric, "remaining" numeric, "elsewhere" numeric) LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
  v_window_used numeric;
  v_amount numeric;
  v_used numeric;
  v_elsewhere numeric;
  v_limit numeric;
  v_remaining numeric;
BEGIN
  PERFORM FROM "Cap" c WHERE c."organizationId" = p_organization AND c."id" = p_cap;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  INSERT INTO "CapWindow" ("organizationId", "capId", "start") VALUES (p_organization, p_cap, p_start) ON CONFLICT DO NOTHING;
  -- Each of the statements below sees what's committed by the time it starts, so it's exact once this lock is held.
  SELECT w."used" INTO v_window_used FROM "CapWindow" w
    WHERE w."organizationId" = p_organization AND w."capId" = p_cap AND w."start" = p_start FOR UPDATE;
  SELECT l."amount", l."used" INTO v_amount, v_used FROM "CapLease" l WHERE l."id" = p_lease;
  IF NOT FOUND THEN
    v_amount := 0;
    v_used := 0;
  END IF;
  SELECT coalesce(sum(l."amount" - l."used"), 0) INTO v_elsewhere FROM "CapLease" l
    WHERE l."organizationId" = p_organization AND l."capId" = p_cap AND l."windowStart" = p_start AND l."id" <> p_lease;
  SELECT CASE WHEN c."active" AND NOT c."archived" THEN floor(c."limit") ELSE 0 END INTO v_limit FROM "Cap" c
    WHERE c."organizationId" = p_organization AND c."id" = p_cap;

  IF p_used > v_used THEN
    UPDATE "CapWindow" w SET "used" = w."used" + p_used - v_used
      WHERE w."organizationId" = p_organization AND w."capId" = p_cap AND w."start" = p_start;
    v_window_used := v_window_used + p_used - v_used;
    v_used := p_used;
  END IF;
  -- The lease may have expired, and its rest may have gone elsewhere.
  v_amount := greatest(v_amount, v_used + p_busy);
  IF p_give_back THEN
    v_amount := v_used + p_busy;
  END IF;
  v_remaining := greatest(v_limit - v_window_used - v_elsewhere - (v_amount - v_used), 0);
  IF p_grant IS NOT NULL THEN
    v_amount := v_amount + least(v_remaining, greatest(floor(v_remaining / p_share), p_grant));
    v_remaining := greatest(v_limit - v_window_used - v_elsewhere - (v_amount - v_used), 0);
    IF p_grant > 0 AND v_amount <= v_used + p_busy AND v_elsewhere > 0 THEN
      -- Others have what this one needs.
      PERFORM pg_notify('caps', p_cap::text);
    END IF;
  END IF;
  INSERT INTO "CapLease" AS l ("id", "organizationId", "capId", "windowStart", "holder", "amount", "used", "expiresAt")
    VALUES (p_lease, p_organization, p_cap, p_start, p_holder, v_amount, v_used, now() + make_interval(secs => p_seconds::float8))
    ON CONFLICT ("id") DO UPDATE SET "amount" = excluded."amount", "used" = excluded."used", "expiresAt" = excluded."expiresAt";
  RETURN QUERY SELECT v_amount, v_remaining, v_elsewhere;
END
$$;
