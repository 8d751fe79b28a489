import { defineConfig } from 'oxlint'

/** Which rooms a room imports, besides itself, single files of lib, and packages. */
const rooms = {
  'lib/*.ts': [],
  'lib/database/**': [],
  'lib/events/**': [],
  'lib/outbound/**': ['database'],
  'lib/mail/**': ['identity', 'database'],
  'lib/identity/**': ['database'],
  'lib/catalog/**': ['outbound', 'identity', 'database', 'events', 'mail'],
  'lib/postbacks/**': ['outbound', 'catalog', 'mail', 'identity', 'database', 'events'],
  'lib/conversions/**': ['postbacks', 'catalog', 'identity', 'database', 'events'],
  'lib/statements/**': ['conversions', 'catalog', 'identity', 'database', 'events'],
  'lib/access/**': ['catalog', 'identity', 'database', 'events', 'mail'],
  'lib/reports/**': ['catalog', 'identity', 'database', 'events'],
  'lib/jobs/**': ['catalog', 'identity', 'database', 'events'],
  'lib/backup/**': ['database', 'events'],
  'lib/tracking/**': ['catalog', 'conversions', 'postbacks', 'events'],
  'lib/link-tests/**': ['tracking', 'outbound', 'mail', 'identity', 'database', 'events'],
  'lib/front/**': ['api', 'access', 'identity', 'tracking'],
  'lib/api/**': [
    'access',
    'catalog',
    'conversions',
    'postbacks',
    'statements',
    'reports',
    'link-tests',
    'outbound',
    'identity',
    'database',
    'events',
    'mail',
  ],
  'app/**': ['api', 'access', 'reports', 'identity'],
  'components/**': ['api', 'access', 'reports', 'link-tests', 'identity'],
}
/** These may use types of any room: pages show what it returns, and the tracker is given its database. */
const typesOfAll = ['app/**', 'components/**', 'lib/tracking/**']

/** Trackers run without them. */
const frameworks = ['next', 'next/**', 'react', 'react/**']

const spelling = { group: ['../**', './*/**'], message: 'Write ./name within a folder and @/folder/name elsewhere.' }
const tests = ['**/*.test.ts', '**/*.test.tsx']

const imports = Object.entries(rooms).map(([room, allowed]) => {
  const pages = room.startsWith('lib/') ? ['@/app/**', '@/components/**'] : []
  const own = room.startsWith('lib/') ? room.split('/').slice(1, -1) : []
  const direction = {
    group: [
      '@/lib/*/**',
      ...pages,
      ...(room === 'lib/tracking/**' ? frameworks : []),
      ...[...own, ...allowed].map((name) => `!@/lib/${name}/**`),
    ],
    message: 'Imports point one way: see Code layout in CONTRIBUTING.md.',
    allowTypeImports: typesOfAll.includes(room),
  }
  return {
    files: [room],
    excludeFiles: tests,
    rules: { 'no-restricted-imports': ['error', { patterns: [spelling, direction] }] },
  }
})

const unseen = "Text of hidden elements isn't what people see: use textOf or textsOf from e2e/read.ts."
const inBrowserTests = {
  innerText: unseen,
  allInnerTexts: unseen,
  textContent: unseen,
  allTextContents: unseen,
  waitForTimeout: 'Wait for something a person would see, not for time.',
  isVisible: "Doesn't wait for what's still loading: use expect(…).toBeVisible().",
}

export default defineConfig({
  plugins: ['typescript', 'react', 'nextjs', 'import', 'jsx-a11y', 'promise', 'unicorn', 'oxc', 'node'],
  categories: { correctness: 'error', suspicious: 'warn' },
  ignorePatterns: ['lib/database/generated', '.next', '.data', 'node_modules', 'next-env.d.ts'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/consistent-return': 'off',
    'react/react-in-jsx-scope': 'off',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'import/no-cycle': 'error',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'no-console': 'off',
    'no-var': 'error',
    'prefer-const': 'error',
    eqeqeq: 'error',
  },
  overrides: [
    {
      files: ['**/*.ts', '**/*.tsx'],
      excludeFiles: ['*.config.ts'],
      rules: { 'no-restricted-imports': ['error', { patterns: [spelling] }] },
    },
    ...imports,
    {
      files: ['lib/**', 'app/**', 'components/**'],
      excludeFiles: ['lib/config.ts', 'lib/testing/**', ...tests],
      rules: { 'node/no-process-env': 'error' },
    },
    {
      files: ['**/*.ts', '**/*.tsx'],
      rules: {
        'no-restricted-properties': [
          'error',
          { object: 'URL', property: 'canParse', message: 'Use parseUrl from lib/url.ts, which says why.' },
        ],
      },
    },
    {
      files: ['e2e/**'],
      excludeFiles: ['e2e/read.ts'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...Object.entries(inBrowserTests).map(([property, message]) => ({ property, message })),
        ],
      },
    },
  ],
})
