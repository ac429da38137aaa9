import type { CvmInfo } from '../../contract/cvm.ts'
import { statusTone, statusWord } from '../../cvm/status.ts'
import { StatusMark, toneText } from '../../ui/StatusMark.tsx'

/** "3 running, 1 stopped": how the replicas of an app are, most of them first. */
export function StatusCounts({ cvms, count }: { cvms: readonly CvmInfo[]; count: number }) {
  if (cvms.length === 0) {
    return <span className="text-muted">{count === 0 ? 'none left' : count}</span>
  }
  const groups = new Map<string, { sample: CvmInfo; count: number }>()
  for (const cvm of cvms) {
    const key = `${statusWord(cvm.status)} ${statusTone(cvm)}`
    groups.set(key, { sample: cvm, count: (groups.get(key)?.count ?? 0) + 1 })
  }
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
      {[...groups]
        .sort(([, a], [, b]) => b.count - a.count)
        .map(([key, { sample, count: of }]) => (
          <li key={key} className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <StatusMark tone={statusTone(sample)} />
            <span className="tabular-nums">{of}</span>
            <span className={toneText(statusTone(sample))}>{statusWord(sample.status)}</span>
          </li>
        ))}
    </ul>
  )
}
