import { Overview } from '@/components/overview/overview'
import { overviewQuestion, type Fixed } from '@/components/overview/question'
import { VariantsComparison } from '@/components/short-links/variants-comparison'
import { listLinkVariants } from '@/lib/api/app/links.contract'
import { overview } from '@/lib/api/app/overview.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer, labelsOf } from '@/app/(app)/first'
import { linkAt } from '@/app/(app)/links/[id]/link'

export default async function LinkPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('links:read')])
  const fixed: Fixed = { dimension: 'link', value: id.toLowerCase() }
  const [link, first, labels] = await Promise.all([
    linkAt(id),
    firstAnswer(overview, caller, overviewQuestion(params, fixed)),
    labelsOf(caller, params),
  ])
  const hasTest = (link.data?.data.test_variants.length ?? 0) > 0
  return (
    <>
      <Overview first={first} labels={labels} fixed={fixed} />
      {hasTest && (
        <VariantsComparison
          id={fixed.value}
          first={await firstAnswer(listLinkVariants, caller, '', { id: fixed.value })}
        />
      )}
    </>
  )
}
