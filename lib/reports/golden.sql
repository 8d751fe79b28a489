-- The overview

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS clicks_now, sum(rejected) AS rejected_now, sum(bots) AS bots_now
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIfMerge(uniques) AS uniqueClicks_now
FROM visitor_daily
WHERE (organization = :organization AND (publisher IN _CAST([0], 'Array(UInt32)'))) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY (day);


-- The overview, compared with whole days

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sumIf(clicks, (day >= _CAST('2026-03-03', 'Date'))) AS clicks_now, sumIf(clicks, (NOT (day >= _CAST('2026-03-03', 'Date')))) AS clicks_before, sum(rejected) AS rejected_now, sum(bots) AS bots_now
FROM click_daily
WHERE (organization = :organization) AND (((day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-09', 'Date')) OR (day BETWEEN _CAST('2026-02-24', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 454 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIfMerge(uniques) AS uniqueClicks_now
FROM visitor_daily
WHERE (organization = :organization AND (publisher IN _CAST([0], 'Array(UInt32)'))) AND (((day BETWEEN _CAST('2026-03-03', 'Date') AND _CAST('2026-03-09', 'Date')) OR (day BETWEEN _CAST('2026-02-24', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY (day);


-- The overview, compared with days of which the last one is cut short

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sumIf(clicks, (day >= _CAST('2026-03-04', 'Date'))) AS clicks_now, sumIf(clicks, (NOT (day >= _CAST('2026-03-04', 'Date')))) AS clicks_before, sum(rejected) AS rejected_now, sum(bots) AS bots_now
FROM click_daily
WHERE (organization = :organization) AND (((day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 429 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIfMerge(uniques) AS uniqueClicks_now
FROM visitor_daily
WHERE (organization = :organization AND (publisher IN _CAST([0], 'Array(UInt32)'))) AND (((day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) OR (day BETWEEN _CAST('2026-02-25', 'Date') AND _CAST('2026-03-02', 'Date'))))
GROUP BY (day);

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS clicks_now, countIf((status = 'Rejected' AND NOT bot)) AS rejected_now, countIf((bot)) AS bots_now, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS uniqueClicks_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-03 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')'))
GROUP BY GROUPING SETS ((day), (advertiser), (country));


-- Today, compared with the same weekday a year earlier

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS clicks_now, sum(rejected) AS rejected_now, sum(bots) AS bots_now
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 77 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIfMerge(uniques) AS uniqueClicks_now
FROM visitor_daily
WHERE (organization = :organization AND (publisher IN _CAST([0], 'Array(UInt32)'))) AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY (day);

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS clicks_now, countIf((status = 'Rejected' AND NOT bot)) AS rejected_now, countIf((bot)) AS bots_now, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS uniqueClicks_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2025-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2025-03-11 10:40:00.000', 'DateTime64(3, \'UTC\')'))
GROUP BY GROUPING SETS ((day), (advertiser), (country));


-- The overview of one publisher

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS clicks_now, sum(rejected) AS rejected_now, sum(bots) AS bots_now
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (publisher IN _CAST([7], 'Array(UInt32)'))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIfMerge(uniques) AS uniqueClicks_now
FROM visitor_daily
WHERE (organization = :organization AND (publisher IN _CAST([7], 'Array(UInt32)'))) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY (day);


-- The overview of someone who sees some publishers and advertisers

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS clicks_now, sum(rejected) AS rejected_now, sum(bots) AS bots_now
FROM click_daily
WHERE (organization = :organization AND (publisher IN _CAST([3, 4], 'Array(UInt32)') OR advertiser IN _CAST([5], 'Array(UInt32)'))) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS uniqueClicks_now
FROM click
WHERE (organization = :organization AND (publisher IN _CAST([3, 4], 'Array(UInt32)') OR advertiser IN _CAST([5], 'Array(UInt32)'))) AND (time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')'))
GROUP BY (day);


-- The overview, filtered by what the roll-up has

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, sum(clicks) AS clicks_now, sum(rejected) AS rejected_now, sum(bots) AS bots_now
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (country IN _CAST(['DE', 'AT'], 'Array(String)'))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS uniqueClicks_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND (country IN _CAST(['DE', 'AT'], 'Array(String)'))
GROUP BY (day);


-- The overview, filtered by what only the clicks have

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot) AND (day >= _CAST('2026-03-04', 'Date'))) AS clicks_now, countIf((status = 'Approved' AND NOT bot) AND (NOT (day >= _CAST('2026-03-04', 'Date')))) AS clicks_before, countIf((status = 'Rejected' AND NOT bot)) AS rejected_now, countIf((bot)) AS bots_now
FROM click
WHERE (organization = :organization) AND (((time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) OR (time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')')))) AND (device IN _CAST(['Mobile'], 'Array(String)'))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 454 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS uniqueClicks_now
FROM click
WHERE (organization = :organization) AND (((time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) OR (time >= _CAST('2026-02-25 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-03 10:40:00.000', 'DateTime64(3, \'UTC\')')))) AND (device IN _CAST(['Mobile'], 'Array(String)'))
GROUP BY (day);


-- The overview, without some values

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS clicks_now, countIf((status = 'Rejected' AND NOT bot)) AS rejected_now, countIf((bot)) AS bots_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND (lower(browser) NOT IN _CAST(['o\'brien\\', ''], 'Array(String)')) AND (campaign NOT IN _CAST(['0196db53-6d80-77e7-bad9-8e30e697dfb3'], 'Array(UUID)'))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS uniqueClicks_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND (lower(browser) NOT IN _CAST(['o\'brien\\', ''], 'Array(String)')) AND (campaign NOT IN _CAST(['0196db53-6d80-77e7-bad9-8e30e697dfb3'], 'Array(UUID)'))
GROUP BY (day);


-- The overview, after the time zone changed within the range

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(day)) AS name, countIf((status = 'Approved' AND NOT bot)) AS clicks_now, countIf((status = 'Rejected' AND NOT bot)) AS rejected_now, countIf((bot)) AS bots_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-02 22:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-12 02:00:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (device IN _CAST(['Mobile'], 'Array(String)'))
GROUP BY GROUPING SETS ((day), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 227 BY about;

SELECT 0 AS about, toString(day) AS name, uniqExactIf(visitor, (status = 'Approved' AND NOT bot)) AS uniqueClicks_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-02 22:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-12 02:00:00.000', 'DateTime64(3, \'UTC\')') AND day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND (device IN _CAST(['Mobile'], 'Array(String)'))
GROUP BY (day);


-- The overview by hour, in a zone that is off by a quarter

SELECT 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String'))))) AS name, countIf((status = 'Approved' AND NOT bot)) AS clicks_now, countIf((status = 'Rejected' AND NOT bot)) AS rejected_now, countIf((bot)) AS bots_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-09 18:15:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 18:15:00.000', 'DateTime64(3, \'UTC\')'))
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String')))));

SELECT 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String'))))) AS name, count() AS uniqueClicks_now
FROM (SELECT first_time AS time, first_day AS day
FROM ( SELECT min(time) AS first_time, min(day) AS first_day
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-09 18:15:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 18:15:00.000', 'DateTime64(3, \'UTC\')')) AND (status = 'Approved' AND NOT bot)
GROUP BY visitor))
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Asia/Kathmandu', 'String')))));

SELECT multiIf(grouping(country) = 0, 1, 0) AS about, multiIf(grouping(country) = 0, toString(country), toString(advertiser)) AS name, sum(clicks) AS clicks_now
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-10', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY GROUPING SETS ((advertiser), (country))
HAVING about = -1 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 10 BY about;


-- The last hour, compared with the one before

SELECT multiIf(grouping(advertiser) = 0, 1, grouping(country) = 0, 2, 0) AS about, multiIf(grouping(advertiser) = 0, toString(advertiser), grouping(country) = 0, toString(country), toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String')))))) AS name, countIf((status = 'Approved' AND NOT bot) AND (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')'))) AS clicks_now, countIf((status = 'Approved' AND NOT bot) AND (NOT (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')))) AS clicks_before, countIf((status = 'Rejected' AND NOT bot) AND (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')'))) AS rejected_now, countIf((status = 'Rejected' AND NOT bot) AND (NOT (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')))) AS rejected_before, countIf((bot) AND (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')'))) AS bots_now, countIf((bot) AND (NOT (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')))) AS bots_before
FROM click
WHERE (organization = :organization) AND (((time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 10:40:00.000', 'DateTime64(3, \'UTC\')')) OR (time >= _CAST('2026-03-10 08:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')'))))
GROUP BY GROUPING SETS ((toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))), (advertiser), (country))
HAVING about = 0 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 154 BY about;

SELECT 0 AS about, toString(toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String'))))) AS name, countIf((time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')'))) AS uniqueClicks_now, countIf((NOT (time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')))) AS uniqueClicks_before
FROM (SELECT first_time AS time, first_day AS day
FROM ( SELECT min(time) AS first_time, min(day) AS first_day
FROM click
WHERE (organization = :organization) AND (((time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 10:40:00.000', 'DateTime64(3, \'UTC\')')) OR (time >= _CAST('2026-03-10 08:40:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')))) AND (status = 'Approved' AND NOT bot)
GROUP BY visitor, time >= _CAST('2026-03-10 09:40:00.000', 'DateTime64(3, \'UTC\')')))
GROUP BY (toUnixTimestamp(toStartOfHour(toDateTime(time, _CAST('Europe/Berlin', 'String')))));


-- The values of a filter

SELECT 0 AS about, toString(browser) AS name, countIf((status = 'Approved' AND NOT bot)) AS clicks_now
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')'))
GROUP BY (browser)
HAVING about = -1 OR clicks_now > 0
ORDER BY about, clicks_now DESC, name
LIMIT 5000 BY about;


-- Daily rows, newest first

SELECT day, uniqExact(bitOr(bitShiftLeft(toUInt128(publisher), 64), bitOr(bitShiftLeft(toUInt128(advertiser), 32), toUInt128(network)))) AS rows
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND clicks > 0
GROUP BY day
ORDER BY day DESC;

SELECT day, advertiser, publisher, network, sum(clicks) AS total
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-05', 'Date') AND _CAST('2026-03-05', 'Date')) AND clicks > 0
GROUP BY day, advertiser, publisher, network
ORDER BY day DESC, day DESC, total DESC, advertiser, advertiser, publisher, network
LIMIT 50 OFFSET 0;


-- Daily rows, most clicks first

SELECT day, uniqExact(bitOr(bitShiftLeft(toUInt128(publisher), 64), bitOr(bitShiftLeft(toUInt128(advertiser), 32), toUInt128(network)))) AS rows
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND clicks > 0
GROUP BY day
ORDER BY day DESC;

SELECT day, advertiser, publisher, network, sum(clicks) AS total
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date')) AND clicks > 0
GROUP BY day, advertiser, publisher, network
ORDER BY total DESC, day DESC, total DESC, advertiser, advertiser, publisher, network
LIMIT 50 OFFSET 0;


-- Unique clicks of daily rows

SELECT day, advertiser, publisher, network, uniqExact(visitor) AS visitors
FROM click
WHERE (organization = :organization) AND (time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-05 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND (advertiser IN _CAST([1], 'Array(UInt32)')) AND (publisher IN _CAST([2], 'Array(UInt32)')) AND (status = 'Approved' AND NOT bot)
GROUP BY day, advertiser, publisher, network;


-- Newest clicks of one publisher

SELECT day, sum(clicks) + sum(rejected) AS clicks
FROM click_daily
WHERE (organization = :organization AND (publisher IN _CAST([7], 'Array(UInt32)'))) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day
HAVING clicks > 0;

SELECT id, time, status, reason, bot, publisher, advertiser, network, offer, campaign, country, region, city, device, browser, os, referer_host, sub_id, url
FROM click
WHERE ((organization = :organization AND (publisher IN _CAST([7], 'Array(UInt32)'))) AND (time >= _CAST('2026-03-04 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')')) AND (NOT bot))
ORDER BY time DESC, id DESC
LIMIT 51;


-- The page of clicks before a click

SELECT day, sum(clicks) + sum(rejected) + sum(bots) AS clicks
FROM click_daily
WHERE (organization = :organization) AND (day BETWEEN _CAST('2026-03-04', 'Date') AND _CAST('2026-03-10', 'Date'))
GROUP BY day
HAVING clicks > 0;

SELECT id, time, status, reason, bot, publisher, advertiser, network, offer, campaign, country, region, city, device, browser, os, referer_host, sub_id, url
FROM click
WHERE ((organization = :organization) AND (time >= _CAST('2026-03-05 00:00:00.000', 'DateTime64(3, \'UTC\')') AND time < _CAST('2026-03-11 00:00:00.000', 'DateTime64(3, \'UTC\')'))) AND (time >= _CAST('2026-03-05 12:00:00.000', 'DateTime64(3, \'UTC\')') AND (time, id) > (_CAST('2026-03-05 12:00:00.000', 'DateTime64(3, \'UTC\')'), _CAST('0196db53-6d80-77e7-bad9-8e30e697dfb4', 'UUID')))
ORDER BY time ASC, id ASC
LIMIT 51;
