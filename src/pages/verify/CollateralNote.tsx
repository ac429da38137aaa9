import { useState } from 'react'
import { readCollateral, type QuoteCollateral } from '../../trust/collateral.ts'
import { parsedJson } from '../../trust/readLog.ts'
import { Banner } from '../../ui/Banner.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { connectionName } from '../layout/connection-name.ts'
import type { CollateralSource } from './prove.ts'

/** Where Intel's lists came from; without them the quote stays unchecked, and a file can bring them. */
export function CollateralNote({
  source,
  onLoad,
}: {
  source: CollateralSource
  onLoad: (collateral: QuoteCollateral) => void
}) {
  const [problem, setProblem] = useState<string>()
  const load = async (file: File) => {
    const value = parsedJson(await file.text())
    const inner = typeof value === 'object' && value !== null && 'collateral' in value
    const read = readCollateral(inner ? value.collateral : value)
    setProblem(read.ok ? undefined : `${file.name} is not usable: ${read.reason}.`)
    if (read.ok) onLoad(read.collateral)
  }
  const choose = (
    <>
      <FileButton
        size="sm"
        label="Collateral file"
        accept="application/json,.json"
        onChoose={([file]) => void load(file)}
      >
        Load collateral file
      </FileButton>
    </>
  )
  const wrong = problem && (
    <p role="alert" className="text-sm text-bad">
      {problem}
    </p>
  )
  if (source.kind === 'none') {
    return (
      <Banner tone="warn" actions={choose}>
        <p>
          The quote itself is not checked: {lowerFirst(source.why)} A file with them, from anywhere,
          does as well: it is signed.
        </p>
        {wrong}
      </Banner>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <span>
        {source.kind === 'given'
          ? 'Collateral: the one that was given with it.'
          : `Collateral: handed out by ${source.from === 'pccs' ? 'the PCCS of this console' : connectionName(source.from)}, which need not be trusted for it.`}
      </span>
      {choose}
      {wrong}
    </div>
  )
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
