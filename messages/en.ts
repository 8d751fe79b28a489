import account from './en/account.json'
import apiKeys from './en/apiKeys.json'
import audit from './en/audit.json'
import charts from './en/charts.json'
import clicks from './en/clicks.json'
import common from './en/common.json'
import errors from './en/errors.json'
import filters from './en/filters.json'
import organization from './en/organization.json'
import overview from './en/overview.json'
import pages from './en/pages.json'
import publishers from './en/publishers.json'
import range from './en/range.json'
import setup from './en/setup.json'
import shell from './en/shell.json'
import signIn from './en/signIn.json'
import tables from './en/tables.json'
import users from './en/users.json'

/** Everything the browser shows in words, by feature. Plain data: the same object serves the server and the browser's bundle. */
export const messages = {
  account,
  apiKeys,
  audit,
  charts,
  clicks,
  common,
  errors,
  filters,
  organization,
  overview,
  pages,
  publishers,
  range,
  setup,
  shell,
  signIn,
  tables,
  users,
}
