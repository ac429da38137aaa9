import { useQuery } from '@tanstack/react-query'
import { statusWord } from '../../cvm/status.ts'
import { appFilterOptionsQuery } from '../../queries/apps.ts'
import { Button } from '../../ui/Button.tsx'
import { controlLook } from '../../ui/control-look.ts'
import { Icon } from '../../ui/Icon.tsx'
import { BareSelect } from '../../ui/BareSelect.tsx'
import { type AppFacet, isFiltered } from './app-filters.ts'
import type { useAppFilter } from './useAppFilter.ts'

const FACETS = [
  ['status', 'Status', 'Any status', 'statuses'],
  ['region', 'Region', 'Any region', 'regions'],
  ['node', 'Node', 'Any node', 'nodes'],
  ['instance_type', 'Instance type', 'Any instance type', 'instance_types'],
  ['base_image', 'OS image', 'Any OS image', 'image_versions'],
  ['kms_type', 'Key management', 'Any keys', 'kms_types'],
] as const

/** What narrows the list: the choices are those that the API says there are. */
export function AppFilters({ controls }: { controls: ReturnType<typeof useAppFilter> }) {
  const { filter, typed, type, change, clear } = controls
  const { data: options } = useQuery(appFilterOptionsQuery())
  return (
    <search className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <div className="relative col-span-2 sm:w-72">
        <Icon
          name="search"
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
        />
        <input
          type="search"
          aria-label="Search apps"
          aria-keyshortcuts="/"
          placeholder="Search by name or app ID…"
          value={typed}
          onChange={(event) => type(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          data-filter=""
          className={`${controlLook} h-8 pl-8`}
        />
      </div>
      {FACETS.map(([facet, label, any, of]) => (
        <div key={facet} className="min-w-0 sm:w-40">
          <Facet
            label={label}
            any={any}
            word={facet === 'status' ? statusWord : String}
            value={filter[facet]}
            options={options?.[of] ?? []}
            onChoose={(value) =>
              change({ [facet]: value } satisfies Partial<Record<AppFacet, string>>)
            }
          />
        </div>
      ))}
      {isFiltered(filter) && (
        <Button variant="quiet" icon="cross" onClick={clear}>
          Clear filters
        </Button>
      )}
    </search>
  )
}

function Facet({
  label,
  any,
  word,
  value,
  options,
  onChoose,
}: {
  label: string
  any: string
  word: (value: string) => string
  value: string
  options: readonly string[]
  onChoose: (value: string) => void
}) {
  return (
    <BareSelect aria-label={label} value={value} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{any}</option>
      {value !== '' && !options.includes(value) && <option value={value}>{word(value)}</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {word(option)}
        </option>
      ))}
    </BareSelect>
  )
}
