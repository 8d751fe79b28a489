/**
 * PostgreSQL's columns: those that the questions need and a few more, half of ours. Fewer columns make its rows smaller and its
 * scans faster, so the comparison favors it. `read` is how ClickHouse exports a column that PostgreSQL reads differently.
 */
export const postgresColumns: Readonly<Record<string, { type: string; read?: string }>> = {
  organization: { type: 'uuid not null' },
  id: { type: 'uuid not null' },
  time: { type: 'timestamptz(3) not null', read: "concat(toString(time), '+00')" },
  day: { type: 'date not null' },
  publisher: { type: 'int not null' },
  advertiser: { type: 'int not null' },
  network: { type: 'int not null' },
  offer: { type: 'int not null' },
  url: { type: 'text not null' },
  campaign: { type: 'uuid not null' },
  sub_id: { type: 'text not null' },
  country: { type: 'text not null' },
  region: { type: 'text not null' },
  city: { type: 'text not null' },
  device: { type: 'text not null' },
  browser: { type: 'text not null' },
  os: { type: 'text not null' },
  language: { type: 'text not null' },
  referer_host: { type: 'text not null' },
  ip: { type: 'text not null' },
  // Unsigned 64 bits in ClickHouse, signed here.
  visitor: { type: 'bigint not null', read: 'reinterpretAsInt64(visitor)' },
  bot: { type: 'boolean not null' },
  status: { type: 'text not null' },
  reason: { type: 'text not null' },
}
