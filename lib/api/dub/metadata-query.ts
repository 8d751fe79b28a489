import { isNumeric, type MetadataOperator, type MetadataQuery } from '@/lib/reports/metadata'

// Dub's grammar for searching metadata: `metadata['plan']:'pro' AND (metadata['seats']>=5 OR metadata['trial']!=true)`. AND binds more tightly than OR.

const MOST_COMPARISONS = 50
const DEEPEST = 20

/** What's wrong with a query, and where. */
export type QueryFault = { message: string }

const EXAMPLE = "such as metadata['plan']:'pro'"
const token =
  /\s*(?:(?<paren>[()])|(?<word>and|or)(?![\w'"[])|(?<field>metadata(?:\[\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*\])+)\s*(?<operator>!=|>=|<=|:|=|>|<)\s*(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s()'"]+))/iuy
const step = /\[\s*(?<name>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*\]/gu
const operators: Readonly<Record<string, MetadataOperator>> = {
  ':': '=',
  '=': '=',
  '!=': '!=',
  '>': '>',
  '<': '<',
  '>=': '>=',
  '<=': '<=',
}

type Token = { paren?: string; word?: string; comparison?: MetadataQuery; text: string }

class Fault extends Error {}

/** Reads a query. */
export function parseMetadataQuery(text: string): MetadataQuery | QueryFault {
  try {
    return new Reader(tokensOf(text)).whole()
  } catch (error) {
    if (error instanceof Fault) return { message: error.message }
    throw error
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  for (token.lastIndex = 0; token.lastIndex < end;) {
    const from = token.lastIndex
    const groups = token.exec(text)?.groups
    if (!groups)
      throw new Fault(
        `must be comparisons ${EXAMPLE}, joined by AND or OR. It can’t be read from "${text.slice(from).trim().slice(0, 40)}" on.`,
      )
    const given = text.slice(from, token.lastIndex).trim()
    const { paren, word, field, operator = '', text: compared = '' } = groups
    if (paren !== undefined) tokens.push({ paren, text: given })
    else if (word !== undefined) tokens.push({ word: word.toUpperCase(), text: given })
    else tokens.push({ comparison: comparisonOf(field ?? '', operator, compared), text: given })
  }
  if (tokens.filter(({ comparison }) => comparison).length > MOST_COMPARISONS)
    throw new Fault(`must have at most ${MOST_COMPARISONS} comparisons`)
  return tokens
}

function comparisonOf(field: string, spelled: string, text: string): MetadataQuery {
  const operator = operators[spelled] ?? '='
  const value = /^['"]/.test(text) ? unquoted(text) : text
  if (operator !== '=' && operator !== '!=' && !isNumeric(value))
    throw new Fault(`must compare with a number after ${operator}, not "${value.slice(0, 40)}"`)
  return { path: [...field.matchAll(step)].map((match) => unquoted(match.groups?.name ?? '')), operator, value }
}

const unquoted = (text: string) => text.slice(1, -1).replaceAll(/\\(.)/gsu, '$1')

class Reader {
  #at = 0
  readonly #tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): MetadataQuery {
    const query = this.#any(0)
    const rest = this.#tokens[this.#at]
    if (rest) throw new Fault(`must have AND or OR between comparisons, not "${rest.text.slice(0, 40)}"`)
    return query
  }

  #any(depth: number): MetadataQuery {
    const any = this.#joined('OR', () => this.#joined('AND', () => this.#one(depth), 'all'), 'any')
    return any
  }

  #joined(word: string, read: () => MetadataQuery, as: 'all' | 'any'): MetadataQuery {
    const first = read()
    const found = [first]
    while (this.#tokens[this.#at]?.word === word) {
      this.#at++
      found.push(read())
    }
    if (found.length === 1) return first
    return as === 'all' ? { all: found } : { any: found }
  }

  #one(depth: number): MetadataQuery {
    const next = this.#tokens[this.#at]
    this.#at++
    if (next?.comparison) return next.comparison
    if (next?.paren !== '(')
      throw new Fault(`must have a comparison ${EXAMPLE} ${next ? `instead of "${next.text}"` : 'at its end'}`)
    if (depth === DEEPEST) throw new Fault(`must not have parentheses nested more than ${DEEPEST} deep`)
    const inner = this.#any(depth + 1)
    if (this.#tokens[this.#at]?.paren !== ')') throw new Fault('must close every parenthesis that it opens')
    this.#at++
    return inner
  }
}
