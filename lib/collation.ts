/**
 * The order that people expect of names: case and accents matter only between what is spelt alike otherwise, and numbers go by their value.
 * The same as PostgreSQL's collation "natural", which columns of names have.
 */
export const compareNames = new Intl.Collator('en', { numeric: true }).compare
