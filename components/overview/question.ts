import { question, withParams, type Dimension, type Params } from '@/components/url/url-state'

/** A filter that the page sets by itself, and which isn't in the URL. */
export type Fixed = { dimension: Dimension; value: string }

/** The question of an overview, which is only about one value of a dimension if that's fixed. */
export const overviewQuestion = (params: Params, fixed?: Fixed): string =>
  question('overview', fixed ? withParams(params, { [fixed.dimension]: fixed.value }) : params)
