-- The overview

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_bots, NOT is_before) AS bots_now
FROM (SELECT false AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(rejected), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(bots), 0) AS sum_of_bots
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;


-- The overview, compared with whole days

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-09', 'Date') OR day BETWEEN _CAST('2026-02-24', 'Date') AND _CAST('2026-03-02', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-09', 'Date') OR day BETWEEN _CAST('2026-02-24', 'Date') AND _CAST('2026-03-02', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_clicks, is_before) AS clicks_before, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_uniqueClicks, is_before) AS uniqueClicks_before, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_conversions, is_before) AS conversions_before, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_rejected, is_before) AS rejected_before, sumIf(sum_of_bots, NOT is_before) AS bots_now, sumIf(sum_of_bots, is_before) AS bots_before
FROM (SELECT (day < _CAST('2026-03-03', 'Date')) AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(rejected), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(bots), 0) AS sum_of_bots
FROM click_daily
WHERE (organization = :organization) AND (((day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-09', 'Date')) OR (day BETWEEN _CAST('2026-02-24', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY GROUPING SETS (((day < _CAST('2026-03-03', 'Date')), day), ((day < _CAST('2026-03-03', 'Date')), advertiser), ((day < _CAST('2026-03-03', 'Date')), country)) UNION ALL SELECT (day < _CAST('2026-03-03', 'Date')) AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (((indexHint(time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-09', 'Date')) OR (indexHint(time >= _CAST('2026-02-24 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-24', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY ((day < _CAST('2026-03-03', 'Date')), day) UNION ALL SELECT (day < _CAST('2026-03-03', 'Date')) AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (((indexHint(time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-09', 'Date')) OR (indexHint(time >= _CAST('2026-02-24 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-24', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY ((day < _CAST('2026-03-03', 'Date')), day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 454 BY about;


-- The overview, compared with days of which the last one is cut short

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date') OR day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-03', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date') OR day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-03', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_clicks, is_before) AS clicks_before, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_uniqueClicks, is_before) AS uniqueClicks_before, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_conversions, is_before) AS conversions_before, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_rejected, is_before) AS rejected_before, sumIf(sum_of_bots, NOT is_before) AS bots_now, sumIf(sum_of_bots, is_before) AS bots_before
FROM (SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(rejected), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(bots), 0) AS sum_of_bots
FROM click_daily
WHERE (organization = :organization) AND (((day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY GROUPING SETS (((day < _CAST('2026-03-04', 'Date')), day), ((day < _CAST('2026-03-04', 'Date')), advertiser), ((day < _CAST('2026-03-04', 'Date')), country)) UNION ALL SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (((indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (indexHint(time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY ((day < _CAST('2026-03-04', 'Date')), day) UNION ALL SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (((indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (indexHint(time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY ((day < _CAST('2026-03-04', 'Date')), day) UNION ALL SELECT true AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), uniqExactIf(visitor, (status = 'Approved' AND NOT bot)), 0) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((status = 'Rejected' AND NOT bot)), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((bot)), 0) AS sum_of_bots
FROM click PREWHERE (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-03', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT true AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-03', 'Date')) AND (organization = :organization)
GROUP BY (day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 454 BY about;


-- Today, compared with the same weekday a year earlier

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date') OR day BETWEEN _CAST('2025-03-11', 'Date') AND _CAST('2025-03-11', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date') OR day BETWEEN _CAST('2025-03-11', 'Date') AND _CAST('2025-03-11', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_clicks, is_before) AS clicks_before, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_uniqueClicks, is_before) AS uniqueClicks_before, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_conversions, is_before) AS conversions_before, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_rejected, is_before) AS rejected_before, sumIf(sum_of_bots, NOT is_before) AS bots_now, sumIf(sum_of_bots, is_before) AS bots_before
FROM (SELECT false AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(rejected), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(bots), 0) AS sum_of_bots
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (indexHint(time >= _CAST('2026-03-10 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day) UNION ALL SELECT (day < _CAST('2026-03-10', 'Date')) AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (((indexHint(time >= _CAST('2026-03-10 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date')) OR (time >= _CAST('2025-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2025-03-11 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2025-03-11', 'Date') AND _CAST('2025-03-11', 'Date')))) AND (organization = :organization)
GROUP BY ((day < _CAST('2026-03-10', 'Date')), day) UNION ALL SELECT true AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), uniqExactIf(visitor, (status = 'Approved' AND NOT bot)), 0) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((status = 'Rejected' AND NOT bot)), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((bot)), 0) AS sum_of_bots
FROM click PREWHERE (time >= _CAST('2025-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2025-03-11 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2025-03-11', 'Date') AND _CAST('2025-03-11', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((day), (advertiser), (country)))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 154 BY about;


-- The overview of one publisher

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_bots, NOT is_before) AS bots_now
FROM (SELECT false AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(rejected), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(bots), 0) AS sum_of_bots
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (publisher IN _CAST([7], 'Array(UInt32)'))
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (publisher IN _CAST([7], 'Array(UInt32)')) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (publisher IN _CAST([7], 'Array(UInt32)')) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;


-- The overview of someone who sees some publishers and advertisers

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_bots, NOT is_before) AS bots_now
FROM (SELECT false AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(rejected), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(bots), 0) AS sum_of_bots
FROM click_daily
WHERE (organization = :organization AND (publisher IN _CAST([3, 4], 'Array(UInt32)') OR advertiser IN _CAST([5], 'Array(UInt32)'))) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization AND (publisher IN _CAST([3, 4], 'Array(UInt32)') OR advertiser IN _CAST([5], 'Array(UInt32)')))
GROUP BY (day) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization AND (publisher IN _CAST([3, 4], 'Array(UInt32)') OR advertiser IN _CAST([5], 'Array(UInt32)')))
GROUP BY (day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;


-- The overview, filtered by what the roll-up has

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_bots, NOT is_before) AS bots_now
FROM (SELECT false AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(rejected), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), sum(bots), 0) AS sum_of_bots
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (country IN _CAST(['DE', 'AT'], 'Array(String)'))
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (country IN _CAST(['DE', 'AT'], 'Array(String)')) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (country IN _CAST(['DE', 'AT'], 'Array(String)')) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;


-- The overview, filtered by what only the clicks have

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_clicks, is_before) AS clicks_before, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_uniqueClicks, is_before) AS uniqueClicks_before, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_conversions, is_before) AS conversions_before, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_rejected, is_before) AS rejected_before, sumIf(sum_of_bots, NOT is_before) AS bots_now, sumIf(sum_of_bots, is_before) AS bots_before
FROM (SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((status = 'Rejected' AND NOT bot)), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((bot)), 0) AS sum_of_bots
FROM click PREWHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (((indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (indexHint(time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY GROUPING SETS (((day < _CAST('2026-03-04', 'Date')), day), ((day < _CAST('2026-03-04', 'Date')), advertiser), ((day < _CAST('2026-03-04', 'Date')), country)) UNION ALL SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (((indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (indexHint(time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY ((day < _CAST('2026-03-04', 'Date')), day) UNION ALL SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (((indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (indexHint(time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY ((day < _CAST('2026-03-04', 'Date')), day) UNION ALL SELECT true AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), uniqExactIf(visitor, (status = 'Approved' AND NOT bot)), 0) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((status = 'Rejected' AND NOT bot)), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((bot)), 0) AS sum_of_bots
FROM click PREWHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-03', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT true AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-03', 'Date')) AND (organization = :organization)
GROUP BY (day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 454 BY about;


-- The overview, without some values

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_bots, NOT is_before) AS bots_now
FROM (SELECT false AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((status = 'Rejected' AND NOT bot)), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((bot)), 0) AS sum_of_bots
FROM click PREWHERE (lower(browser) NOT IN _CAST(['o\'brien\\', ''], 'Array(String)')) AND (campaign NOT IN _CAST(['0196db53-6d80-77e7-bad9-8e30e697dfb3'], 'Array(UUID)')) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (lower(browser) NOT IN _CAST(['o\'brien\\', ''], 'Array(String)')) AND (campaign NOT IN _CAST(['0196db53-6d80-77e7-bad9-8e30e697dfb3'], 'Array(UUID)')) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (lower(browser) NOT IN _CAST(['o\'brien\\', ''], 'Array(String)')) AND (campaign NOT IN _CAST(['0196db53-6d80-77e7-bad9-8e30e697dfb3'], 'Array(UUID)')) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;


-- The overview, after the time zone changed within the range

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_bots, NOT is_before) AS bots_now
FROM (SELECT false AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((status = 'Rejected' AND NOT bot)), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((bot)), 0) AS sum_of_bots
FROM click PREWHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (indexHint(time >= _CAST('2026-03-02 22:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-12 02:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((day), (advertiser), (country)) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click PREWHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (indexHint(time >= _CAST('2026-03-02 22:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-12 02:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (indexHint(time >= _CAST('2026-03-02 22:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-12 02:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;


-- The overview by hour, in a zone that is off by a quarter

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_bots, NOT is_before) AS bots_now
FROM (SELECT false AS is_before, 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String'))))) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, countIf((status = 'Rejected' AND NOT bot)) AS sum_of_rejected, countIf((bot)) AS sum_of_bots
FROM click PREWHERE (indexHint(time >= _CAST('2026-03-09 18:15:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 18:15:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String'))))) UNION ALL SELECT false AS is_before, 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String'))))) AS name, 0 AS sum_of_clicks, count() AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM (SELECT first_time AS time, first_day AS day
FROM ( SELECT min(time) AS first_time, min(day) AS first_day
FROM click PREWHERE (status = 'Approved' AND NOT bot) AND (indexHint(time >= _CAST('2026-03-09 18:15:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 18:15:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY visitor))
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String'))))) UNION ALL SELECT false AS is_before, 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String'))))) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (indexHint(time >= _CAST('2026-03-09 18:15:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 18:15:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String'))))) UNION ALL SELECT false AS is_before, multiIf(grouping(country) = 0, 2, 1) AS about, multiIf(grouping(country) = 0, toString(country), toString(advertiser)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((advertiser), (country)))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 77 BY about;


-- The last hour, compared with the one before

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_clicks, is_before) AS clicks_before, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_uniqueClicks, is_before) AS uniqueClicks_before, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_conversions, is_before) AS conversions_before, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_rejected, is_before) AS rejected_before, sumIf(sum_of_bots, NOT is_before) AS bots_now, sumIf(sum_of_bots, is_before) AS bots_before
FROM (SELECT false AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String')))))) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((status = 'Rejected' AND NOT bot)), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((bot)), 0) AS sum_of_bots
FROM click PREWHERE (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 10:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY GROUPING SETS ((toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))), (advertiser), (country)) UNION ALL SELECT false AS is_before, 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))) AS name, 0 AS sum_of_clicks, count() AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM (SELECT first_time AS time, first_day AS day
FROM ( SELECT min(time) AS first_time, min(day) AS first_day
FROM click PREWHERE (status = 'Approved' AND NOT bot) AND (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 10:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY visitor))
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))) UNION ALL SELECT false AS is_before, 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 10:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))) UNION ALL SELECT true AS is_before, multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String')))))) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((status = 'Rejected' AND NOT bot)), 0) AS sum_of_rejected, if(multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) IN (0), countIf((bot)), 0) AS sum_of_bots
FROM click PREWHERE (time >= _CAST('2026-03-10 08:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY GROUPING SETS ((toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))), (advertiser), (country)) UNION ALL SELECT true AS is_before, 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))) AS name, 0 AS sum_of_clicks, count() AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM (SELECT first_time AS time, first_day AS day
FROM ( SELECT min(time) AS first_time, min(day) AS first_day
FROM click PREWHERE (status = 'Approved' AND NOT bot) AND (time >= _CAST('2026-03-10 08:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY visitor))
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))) UNION ALL SELECT true AS is_before, 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, countIf((status = 'Approved')) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots
FROM conversion FINAL
WHERE (time >= _CAST('2026-03-10 08:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 154 BY about;


-- The overview with amounts, most profit first

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_clicks, is_before) AS clicks_before, sumIf(sum_of_uniqueClicks, NOT is_before) AS uniqueClicks_now, sumIf(sum_of_uniqueClicks, is_before) AS uniqueClicks_before, sumIf(sum_of_conversions, NOT is_before) AS conversions_now, sumIf(sum_of_conversions, is_before) AS conversions_before, sumIf(sum_of_rejected, NOT is_before) AS rejected_now, sumIf(sum_of_rejected, is_before) AS rejected_before, sumIf(sum_of_bots, NOT is_before) AS bots_now, sumIf(sum_of_bots, is_before) AS bots_before, sumIf(sum_of_impressions, NOT is_before) AS impressions_now, sumIf(sum_of_impressions, is_before) AS impressions_before, sumIf(sum_of_pendingConversions, NOT is_before) AS pendingConversions_now, sumIf(sum_of_pendingConversions, is_before) AS pendingConversions_before, sumIf(sum_of_rejectedConversions, NOT is_before) AS rejectedConversions_now, sumIf(sum_of_rejectedConversions, is_before) AS rejectedConversions_before, sumIf(sum_of_payout, NOT is_before) AS payout_now, sumIf(sum_of_payout, is_before) AS payout_before, sumIf(sum_of_revenue, NOT is_before) AS revenue_now, sumIf(sum_of_revenue, is_before) AS revenue_before, sumIf(sum_of_leads, NOT is_before) AS leads_now, sumIf(sum_of_leads, is_before) AS leads_before, sumIf(sum_of_sales, NOT is_before) AS sales_now, sumIf(sum_of_sales, is_before) AS sales_before, sumIf(sum_of_saleAmount, NOT is_before) AS saleAmount_now, sumIf(sum_of_saleAmount, is_before) AS saleAmount_before, sumIf(sum_of_saleCount, NOT is_before) AS saleCount_now, sumIf(sum_of_saleCount, is_before) AS saleCount_before, sumIf(sum_of_convertingTime, NOT is_before) AS convertingTime_now, sumIf(sum_of_convertingTime, is_before) AS convertingTime_before, sumIf(sum_of_conversionsOfClicks, NOT is_before) AS conversionsOfClicks_now, sumIf(sum_of_conversionsOfClicks, is_before) AS conversionsOfClicks_before, groupUniqArrayArray(currencies) AS unconverted
FROM (SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, 0 AS about, toString(day) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, sum(rejected) AS sum_of_rejected, sum(bots) AS sum_of_bots, 0 AS sum_of_impressions, 0 AS sum_of_pendingConversions, 0 AS sum_of_rejectedConversions, toDecimal256(0, 16) AS sum_of_payout, toDecimal256(0, 16) AS sum_of_revenue, 0 AS sum_of_leads, 0 AS sum_of_sales, toDecimal256(0, 16) AS sum_of_saleAmount, 0 AS sum_of_saleCount, 0 AS sum_of_convertingTime, 0 AS sum_of_conversionsOfClicks, emptyArrayString() AS currencies
FROM click_daily
WHERE (organization = :organization) AND (((day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY ((day < _CAST('2026-03-04', 'Date')), day) UNION ALL SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots, 0 AS sum_of_impressions, 0 AS sum_of_pendingConversions, 0 AS sum_of_rejectedConversions, toDecimal256(0, 16) AS sum_of_payout, toDecimal256(0, 16) AS sum_of_revenue, 0 AS sum_of_leads, 0 AS sum_of_sales, toDecimal256(0, 16) AS sum_of_saleAmount, 0 AS sum_of_saleCount, 0 AS sum_of_convertingTime, 0 AS sum_of_conversionsOfClicks, emptyArrayString() AS currencies
FROM click PREWHERE (((indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (indexHint(time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY ((day < _CAST('2026-03-04', 'Date')), day) UNION ALL SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, multiIf(grouping(advertiser) = 0, 1, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), toString(day)) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved')), 0) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots, 0 AS sum_of_impressions, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Pending')), 0) AS sum_of_pendingConversions, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Rejected')), 0) AS sum_of_rejectedConversions, toDecimal256(sumIf(payout, (status = 'Approved')), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, toDecimal256(sumIf(revenue, (status = 'Approved')), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_revenue, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved' AND NOT (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))), 0) AS sum_of_leads, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved' AND (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))), 0) AS sum_of_sales, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), toDecimal256(sumIf(amount, (status = 'Approved' AND (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))), 6) * multiIf(amount_currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)), toDecimal256(0, 16)) AS sum_of_saleAmount, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), if(amount_currency IN _CAST(['', 'USD'], 'Array(String)'), countIf((status = 'Approved' AND (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))), 0), 0) AS sum_of_saleCount, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), sumIf(dateDiff('millisecond', click_time, time), (status = 'Approved' AND click != toUUID('00000000-0000-0000-0000-000000000000'))), 0) AS sum_of_convertingTime, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved' AND click != toUUID('00000000-0000-0000-0000-000000000000'))), 0) AS sum_of_conversionsOfClicks, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency), toString(amount_currency)]) AS currencies
FROM conversion FINAL
WHERE (((indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (indexHint(time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date')))) AND (organization = :organization)
GROUP BY GROUPING SETS (((day < _CAST('2026-03-04', 'Date')), day, currency, amount_currency), ((day < _CAST('2026-03-04', 'Date')), advertiser, currency, amount_currency)) UNION ALL SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, multiIf(grouping(advertiser) = 0, 1, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), toString(day)) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), sum(impressions), 0) AS sum_of_impressions, 0 AS sum_of_pendingConversions, 0 AS sum_of_rejectedConversions, toDecimal256(sum(payout), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, toDecimal256(sum(revenue), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_revenue, 0 AS sum_of_leads, 0 AS sum_of_sales, toDecimal256(0, 16) AS sum_of_saleAmount, 0 AS sum_of_saleCount, 0 AS sum_of_convertingTime, 0 AS sum_of_conversionsOfClicks, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency)]) AS currencies
FROM impression_daily
WHERE (organization = :organization) AND (((day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY GROUPING SETS (((day < _CAST('2026-03-04', 'Date')), day, currency), ((day < _CAST('2026-03-04', 'Date')), advertiser, currency)) UNION ALL SELECT (day < _CAST('2026-03-04', 'Date')) AS is_before, multiIf(grouping(advertiser) = 0, 1, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), toString(day)) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots, 0 AS sum_of_impressions, 0 AS sum_of_pendingConversions, 0 AS sum_of_rejectedConversions, toDecimal256(sum(payout), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, toDecimal256(sum(revenue), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_revenue, 0 AS sum_of_leads, 0 AS sum_of_sales, toDecimal256(0, 16) AS sum_of_saleAmount, 0 AS sum_of_saleCount, 0 AS sum_of_convertingTime, 0 AS sum_of_conversionsOfClicks, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency)]) AS currencies
FROM click_money
WHERE (organization = :organization) AND (((day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY GROUPING SETS (((day < _CAST('2026-03-04', 'Date')), day, currency), ((day < _CAST('2026-03-04', 'Date')), advertiser, currency)) UNION ALL SELECT true AS is_before, 0 AS about, toString(day) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS sum_of_uniqueClicks, 0 AS sum_of_conversions, countIf((status = 'Rejected' AND NOT bot)) AS sum_of_rejected, countIf((bot)) AS sum_of_bots, 0 AS sum_of_impressions, 0 AS sum_of_pendingConversions, 0 AS sum_of_rejectedConversions, toDecimal256(0, 16) AS sum_of_payout, toDecimal256(0, 16) AS sum_of_revenue, 0 AS sum_of_leads, 0 AS sum_of_sales, toDecimal256(0, 16) AS sum_of_saleAmount, 0 AS sum_of_saleCount, 0 AS sum_of_convertingTime, 0 AS sum_of_conversionsOfClicks, emptyArrayString() AS currencies
FROM click PREWHERE (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-03', 'Date')) AND (organization = :organization)
GROUP BY (day) UNION ALL SELECT true AS is_before, multiIf(grouping(advertiser) = 0, 1, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), toString(day)) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved')), 0) AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots, 0 AS sum_of_impressions, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Pending')), 0) AS sum_of_pendingConversions, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Rejected')), 0) AS sum_of_rejectedConversions, toDecimal256(sumIf(payout, (status = 'Approved')), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, toDecimal256(sumIf(revenue, (status = 'Approved')), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_revenue, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved' AND NOT (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))), 0) AS sum_of_leads, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved' AND (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))), 0) AS sum_of_sales, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), toDecimal256(sumIf(amount, (status = 'Approved' AND (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))), 6) * multiIf(amount_currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)), toDecimal256(0, 16)) AS sum_of_saleAmount, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), if(amount_currency IN _CAST(['', 'USD'], 'Array(String)'), countIf((status = 'Approved' AND (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))), 0), 0) AS sum_of_saleCount, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), sumIf(dateDiff('millisecond', click_time, time), (status = 'Approved' AND click != toUUID('00000000-0000-0000-0000-000000000000'))), 0) AS sum_of_convertingTime, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved' AND click != toUUID('00000000-0000-0000-0000-000000000000'))), 0) AS sum_of_conversionsOfClicks, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency), toString(amount_currency)]) AS currencies
FROM conversion FINAL
WHERE (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-03', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((day, currency, amount_currency), (advertiser, currency, amount_currency)) UNION ALL SELECT true AS is_before, multiIf(grouping(advertiser) = 0, 1, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), toString(day)) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots, if(multiIf(grouping(advertiser) = 0, 1, 0) IN (0), countIf((status = 'Approved' AND NOT bot)), 0) AS sum_of_impressions, 0 AS sum_of_pendingConversions, 0 AS sum_of_rejectedConversions, toDecimal256(sumIf(payout, (status = 'Approved' AND NOT bot)), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, toDecimal256(sumIf(revenue, (status = 'Approved' AND NOT bot)), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_revenue, 0 AS sum_of_leads, 0 AS sum_of_sales, toDecimal256(0, 16) AS sum_of_saleAmount, 0 AS sum_of_saleCount, 0 AS sum_of_convertingTime, 0 AS sum_of_conversionsOfClicks, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency)]) AS currencies
FROM impression PREWHERE (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-03', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((day, currency), (advertiser, currency)) UNION ALL SELECT true AS is_before, multiIf(grouping(advertiser) = 0, 1, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), toString(day)) AS name, 0 AS sum_of_clicks, 0 AS sum_of_uniqueClicks, 0 AS sum_of_conversions, 0 AS sum_of_rejected, 0 AS sum_of_bots, 0 AS sum_of_impressions, 0 AS sum_of_pendingConversions, 0 AS sum_of_rejectedConversions, toDecimal256(sumIf(payout, (status = 'Approved' AND NOT bot)), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, toDecimal256(sumIf(revenue, (status = 'Approved' AND NOT bot)), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_revenue, 0 AS sum_of_leads, 0 AS sum_of_sales, toDecimal256(0, 16) AS sum_of_saleAmount, 0 AS sum_of_saleCount, 0 AS sum_of_convertingTime, 0 AS sum_of_conversionsOfClicks, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency)]) AS currencies
FROM click PREWHERE (payout != 0 OR revenue != 0) AND (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-03', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((day, currency), (advertiser, currency)))
GROUP BY about, name
HAVING about = 0 OR (revenue_now - payout_now) != 0
ORDER BY about, (revenue_now - payout_now) DESC, name
LIMIT 454 BY about;

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date') OR day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-03', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date') OR day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-03', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;


-- The overview with conversions counted at the time of their click, highest conversion rate first

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_conversions, NOT is_before) AS conversions_now
FROM (SELECT false AS is_before, multiIf(grouping(country) = 0, 1, 0) AS about, multiIf(grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_conversions
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((day), (country)) UNION ALL SELECT false AS is_before, multiIf(grouping(country) = 0, 1, 0) AS about, multiIf(grouping(country) = 0, toString(country), toString(click_day)) AS name, 0 AS sum_of_clicks, countIf((status = 'Approved')) AS sum_of_conversions
FROM conversion FINAL
WHERE (indexHint(time >= _CAST('2026-03-03 23:00:00.000', 'DateTime64(3, \'UTC\')')) AND click_day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY GROUPING SETS ((click_day), (country)))
GROUP BY about, name
HAVING about = 0 OR toFloat64(conversions_now) / nullIf(toFloat64(clicks_now), 0) != 0
ORDER BY about, toFloat64(conversions_now) / nullIf(toFloat64(clicks_now), 0) DESC, name
LIMIT 227 BY about;

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;


-- Amounts of the last hour, filtered by what only events have

SELECT about, name, sumIf(sum_of_payout, NOT is_before) AS payout_now, groupUniqArrayArray(currencies) AS unconverted
FROM (SELECT false AS is_before, 0 AS about, toString(toDate(time, _CAST('Europe/Berlin', 'String'))) AS name, toDecimal256(sumIf(payout, (status = 'Approved' AND NOT bot)), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency)]) AS currencies
FROM click PREWHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (payout != 0 OR revenue != 0) AND (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 10:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY (toDate(time, _CAST('Europe/Berlin', 'String')), currency) UNION ALL SELECT false AS is_before, 0 AS about, toString(toDate(time, _CAST('Europe/Berlin', 'String'))) AS name, toDecimal256(sumIf(payout, (status = 'Approved' AND NOT bot)), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency)]) AS currencies
FROM impression PREWHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 10:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY (toDate(time, _CAST('Europe/Berlin', 'String')), currency) UNION ALL SELECT false AS is_before, 0 AS about, toString(toDate(time, _CAST('Europe/Berlin', 'String'))) AS name, toDecimal256(sumIf(payout, (status = 'Approved')), 6) * multiIf(currency = _CAST('USD', 'String'), toDecimal256(_CAST('1', 'String'), 10), toDecimal256(_CAST('0', 'String'), 10)) AS sum_of_payout, arrayFilter(one -> NOT one IN _CAST(['', 'USD'], 'Array(String)'), [toString(currency)]) AS currencies
FROM conversion FINAL
WHERE (device IN _CAST(['Mobile'], 'Array(String)')) AND (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 10:40:00.000', 'DateTime64(3, \'UTC\')')) AND (organization = :organization)
GROUP BY (toDate(time, _CAST('Europe/Berlin', 'String')), currency))
GROUP BY about, name;


-- The values of a filter

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now
FROM (SELECT false AS is_before, 1 AS about, toString(browser) AS name, countIf((status = 'Approved' AND NOT bot)) AS sum_of_clicks
FROM click PREWHERE (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (browser))
GROUP BY about, name
HAVING about = 0 OR clicks_now != 0
ORDER BY about, clicks_now DESC, name
LIMIT 5000 BY about;

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;


-- Events of each kind

SELECT about, name, sumIf(sum_of_clicks, NOT is_before) AS clicks_now, sumIf(sum_of_leads, NOT is_before) AS leads_now, sumIf(sum_of_sales, NOT is_before) AS sales_now
FROM (SELECT false AS is_before, 0 AS about, toString(day) AS name, sum(clicks) AS sum_of_clicks, 0 AS sum_of_leads, 0 AS sum_of_sales
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY (day) UNION ALL SELECT false AS is_before, 0 AS about, toString(day) AS name, 0 AS sum_of_clicks, countIf((status = 'Approved' AND NOT (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))) AS sum_of_leads, countIf((status = 'Approved' AND (kind = 'sale' OR kind != 'lead' AND amount_currency != ''))) AS sum_of_sales
FROM conversion FINAL
WHERE (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)
GROUP BY (day))
GROUP BY about, name;

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;


-- Daily rows, newest first

SELECT day, rows
FROM (SELECT day, uniqExact(bitOr(bitShiftLeft(toUInt128(publisher), 64), bitOr(bitShiftLeft(toUInt128(advertiser), 32), toUInt128(network)))) AS rows
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (clicks > 0)
GROUP BY day)
ORDER BY day DESC;

SELECT day, advertiser, publisher, network, total, uniques, has_uniques, count() OVER () AS all_rows
FROM (SELECT day, advertiser, publisher, network, sum(clicks) AS total, 0 AS uniques, false AS has_uniques
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-05', 'Date') AND _CAST('2026-03-05', 'Date')) AND (clicks > 0)
GROUP BY day, advertiser, publisher, network)
ORDER BY day DESC, day DESC, total DESC, advertiser, advertiser, publisher, network
LIMIT 50 OFFSET 0;


-- Daily rows, most clicks first

SELECT toString(day) AS day, max(latest) AS version, sum(counted) AS counted, sum(clicks) AS total
FROM ( SELECT day, max(version) AS latest, argMax(total, version) AS counted, 0 AS clicks
FROM finished_day
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND definitions = :definitions
GROUP BY day UNION ALL SELECT day, 0 AS latest, 0 AS counted, sum(total) AS clicks
FROM day_total
WHERE organization = :organization AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day )
GROUP BY day
HAVING counted = total AND version > 0;

SELECT day, advertiser, publisher, network, total, uniques, has_uniques, count() OVER () AS all_rows
FROM (SELECT day, advertiser, publisher, network, sum(clicks) AS total, 0 AS uniques, false AS has_uniques
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (clicks > 0)
GROUP BY day, advertiser, publisher, network)
ORDER BY total DESC, day DESC, total DESC, advertiser, advertiser, publisher, network
LIMIT 50 OFFSET 0;


-- Unique clicks of daily rows

SELECT day, advertiser, publisher, network, uniqExact(visitor) AS visitors
FROM click
WHERE (advertiser IN _CAST([1], 'Array(UInt32)')) AND (publisher IN _CAST([2], 'Array(UInt32)')) AND (status = 'Approved' AND NOT bot) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-05 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-04', 'Date')) AND (organization = :organization)
GROUP BY day, advertiser, publisher, network;


-- Newest clicks of one publisher

SELECT day, sum(clicks) + sum(rejected) AS clicks
FROM click_daily
WHERE (organization = :organization AND (publisher IN _CAST([7], 'Array(UInt32)'))) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day
HAVING clicks > 0;

SELECT id, time, status, reason, flags, bot, publisher, advertiser, network, offer, campaign, country, region, city, device, browser, os, referer_host, sub_id, url
FROM click
WHERE ((NOT bot) AND (indexHint(time >= _CAST('2026-03-09 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-09', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization AND (publisher IN _CAST([7], 'Array(UInt32)'))))
ORDER BY time DESC, id DESC
LIMIT 51;

SELECT id, time, status, reason, flags, bot, publisher, advertiser, network, offer, campaign, country, region, city, device, browser, os, referer_host, sub_id, url
FROM click
WHERE ((NOT bot) AND (indexHint(time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization AND (publisher IN _CAST([7], 'Array(UInt32)'))))
ORDER BY time DESC, id DESC
LIMIT 51;


-- The page of clicks before a click

SELECT day, sum(clicks) + sum(rejected) + sum(bots) AS clicks
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day
HAVING clicks > 0;

SELECT id, time, status, reason, flags, bot, publisher, advertiser, network, offer, campaign, country, region, city, device, browser, os, referer_host, sub_id, url
FROM click
WHERE ((indexHint(time >= _CAST('2026-03-05 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-07 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-05', 'Date') AND _CAST('2026-03-06', 'Date')) AND (organization = :organization)) AND (time >= _CAST('2026-03-05 12:00:00.000', 'DateTime64(3, \'UTC\')') AND (time, id) > (_CAST('2026-03-05 12:00:00.000', 'DateTime64(3, \'UTC\')'), _CAST('0196db53-6d80-77e7-bad9-8e30e697dfb4', 'UUID')))
ORDER BY time ASC, id ASC
LIMIT 51;

SELECT id, time, status, reason, flags, bot, publisher, advertiser, network, offer, campaign, country, region, city, device, browser, os, referer_host, sub_id, url
FROM click
WHERE ((indexHint(time >= _CAST('2026-03-05 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND day BETWEEN _CAST('2026-03-05', 'Date') AND _CAST('2026-03-10', 'Date')) AND (organization = :organization)) AND (time >= _CAST('2026-03-05 12:00:00.000', 'DateTime64(3, \'UTC\')') AND (time, id) > (_CAST('2026-03-05 12:00:00.000', 'DateTime64(3, \'UTC\')'), _CAST('0196db53-6d80-77e7-bad9-8e30e697dfb4', 'UUID')))
ORDER BY time ASC, id ASC
LIMIT 51;
