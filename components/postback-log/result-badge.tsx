import { Badge } from '@/components/ui/small'
import { useLogWords } from './words'

/** What became of a report or an attempt. */
export function ResultBadge({ result }: { result: string }) {
  const words = useLogWords()
  return <Badge tint={words.tintOf(result)}>{words.result(result)}</Badge>
}
