import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { readLog } from '../../../api/logs.ts'
import { paths } from '../../../paths.ts'
import { cvmCompositionQuery } from '../../../queries/observe.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorPanel } from '../../../ui/ErrorPanel.tsx'
import { BareSelect } from '../../../ui/BareSelect.tsx'
import { Placeholder } from '../../../ui/Placeholder.tsx'
import { TextLink } from '../../../ui/TextLink.tsx'
import { problemOf } from '../../errors/problem-of.ts'
import { useCvm } from '../useCvm.ts'
import { isFinal } from './isFinal.ts'
import { LogPanel } from './LogPanel.tsx'
import { logSource, SERIAL } from './source.ts'

/** `/cvms/:cvmId/logs?source=`: the log of one container, or of the machine itself while it boots. */
export function Component() {
  const cvm = useCvm()
  const [search, setSearch] = useSearchParams()
  const containers = useQuery(cvmCompositionQuery(cvm.id))
  const { data: composition } = containers
  const names = (composition?.containers ?? []).map(({ names: [name = ''] }) =>
    name.replace(/^\//, ''),
  )
  const chosen = search.get('source')
  // Without a choice: the first container, or the serial console until there is one.
  const source = chosen ?? (composition ? (names[0] ?? SERIAL) : undefined)
  if (source === undefined) {
    return (
      <div className="flex flex-col gap-3">
        {containers.error ? (
          <>
            {failed(containers.error, () => void containers.refetch())}
            <TextLink to={paths.cvm(cvm.id, 'logs', { source: SERIAL })} className="w-fit">
              Read the serial console instead
            </TextLink>
          </>
        ) : (
          <Placeholder label="Loading the containers" height="h-96" />
        )}
      </div>
    )
  }

  return (
    <LogPanel
      id={`${cvm.id} ${source}`}
      fileName={`${cvm.name}-${source}`}
      open={(params, signal) =>
        readLog({ id: cvm.id, source: logSource(source), ...params }, signal)
      }
      isFinal={isFinal}
      failure={failed}
      source={
        <span className="w-56 max-w-full">
          <BareSelect
            aria-label="Log source"
            value={source}
            onChange={(event) => {
              search.set('source', event.target.value)
              setSearch(search, { replace: true })
            }}
          >
            {source !== SERIAL && !names.includes(source) && (
              <option value={source}>{source} (not there now)</option>
            )}
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
            <option value={SERIAL}>Serial console (boot)</option>
          </BareSelect>
        </span>
      }
    />
  )
}

const failed = (error: unknown, retry: () => void) => (
  <ErrorPanel
    problem={problemOf(error)}
    actions={
      <Button size="sm" icon="refresh" onClick={retry}>
        Try again
      </Button>
    }
  />
)

/** The end of a log alone, for other pages: `lateTail.ts` fetches it from here, so that all of logs is one script. */
export { LogTail } from './LogTail.tsx'
