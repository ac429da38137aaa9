import { useMemo } from 'react'
import type { CvmInfo } from '../../contract/cvm.ts'
import { statusWord } from '../../cvm/status.ts'
import { Button } from '../../ui/Button.tsx'
import { controlLook } from '../../ui/control-look.ts'
import { Icon } from '../../ui/Icon.tsx'
import { BareSelect } from '../../ui/BareSelect.tsx'
import { facetOptions } from './filter.ts'
import { type Facet, isFiltered, withoutFilters } from './list-state.ts'
import { Summary } from './Summary.tsx'
import type { ListControls } from './useListState.ts'

const FACET_LABELS = [
  ['status', 'Status', 'Any status'],
  ['region', 'Region', 'Any region'],
  ['instance_type', 'Instance type', 'Any instance type'],
] as const

/** What narrows the list; each part works at once and is in the address. */
export function Filters({
  cvms,
  controls,
  none,
}: {
  cvms: readonly CvmInfo[]
  controls: ListControls
  /** Nothing passes: the empty result offers to clear the filters, so this does not. */
  none: boolean
}) {
  const { state, type, change } = controls
  return (
    <search className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
      <div className="relative col-span-2 sm:min-w-52 sm:flex-1 xl:max-w-80">
        <Icon
          name="search"
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          aria-label="Filter CVMs"
          aria-keyshortcuts="/"
          title="Press / to come here"
          placeholder="Filter by name, id, node…"
          value={state.q}
          onChange={(event) => type(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          data-filter=""
          className={`${controlLook} h-8 pl-8`}
        />
      </div>
      {FACET_LABELS.map(([facet, label, any]) => (
        <div
          key={facet}
          className={`min-w-0 sm:w-40 ${facet === 'instance_type' ? 'max-sm:col-span-2' : ''}`}
        >
          <FacetSelect
            label={label}
            any={any}
            facet={facet}
            chosen={state[facet]}
            cvms={cvms}
            onChoose={(values) => change({ ...state, [facet]: values }, 'push')}
          />
        </div>
      ))}
      <Summary cvms={cvms} controls={controls} />
      {isFiltered(state) && !none && (
        <Button variant="quiet" icon="cross" onClick={() => change(withoutFilters(state), 'push')}>
          Clear filters
        </Button>
      )}
    </search>
  )
}

function FacetSelect({
  label,
  any,
  facet,
  chosen,
  cvms,
  onChoose,
}: {
  label: string
  any: string
  facet: Facet
  chosen: readonly string[]
  cvms: readonly CvmInfo[]
  onChoose: (values: string[]) => void
}) {
  const options = useMemo(() => facetOptions(cvms, facet), [cvms, facet])
  // A link may carry several values, or one that no CVM has now: both must stay visible.
  const [one, ...more] = chosen
  const value = one === undefined ? '' : more.length > 0 ? SEVERAL : one
  const missing = value && value !== SEVERAL && !options.some((option) => option.value === value)
  const word = facet === 'status' ? statusWord : (text: string) => text
  return (
    <BareSelect
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value === '' ? [] : [target.value])}
    >
      <option value="">{any}</option>
      {value === SEVERAL && (
        <option value={SEVERAL} disabled>
          {chosen.map(word).join(', ')}
        </option>
      )}
      {missing && <option value={value}>{word(value)}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {word(option.value)}
        </option>
      ))}
    </BareSelect>
  )
}

/** No value that the API sends is empty space. */
const SEVERAL = ' '
