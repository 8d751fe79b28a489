/**
 * The order people expect for names: case and accents only break ties, and numbers sort by value.
 * Matches PostgreSQL's "natural" collation, which name columns use.
 */
export const compareNames = new Intl.Collator('en', { numeric: true }).compare
