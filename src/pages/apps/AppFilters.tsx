import { useQuery } from '@tanstack/react-query'
import type { AppFilterOptions } from '../../contract/apps.ts'
import { statusWord } from '../../cvm/status.ts'
import { appFilterOptionsQuery } from '../../queries/apps.ts'
import { Button } from '../../ui/Button.tsx'
import { controlLook } from '../../ui/control-look.ts'
import { Icon } from '../../ui/Icon.tsx'
import { BareSelect } from '../../ui/BareSelect.tsx'
import { NotRead } from '../errors/NotRead.tsx'
import { type AppFacet, type AppFilter, isFiltered } from './app-filters.ts'
import type { useAppFilter } from './useAppFilter.ts'

const FACETS = [
  ['status', 'Status', 'Any status', 'statuses'],
  ['region', 'Region', 'Any region', 'regions'],
  ['node', 'Node', 'Any node', 'nodes'],
  ['instance_type', 'Instance type', 'Any instance type', 'instance_types'],
  ['base_image', 'OS image', 'Any OS image', 'image_versions'],
] as const

/** What narrows the list: the choices are those that the API says there are. */
export function AppFilters({ controls }: { controls: ReturnType<typeof useAppFilter> }) {
  const { filter, typed, type, change, clear } = controls
  const query = useQuery(appFilterOptionsQuery())
  const { data: options } = query
  return (
    <>
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
            title="Press / to come here"
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
        <div className="min-w-0 sm:w-40">
          <KmsFacet filter={filter} options={options} onChoose={change} />
        </div>
        {isFiltered(filter) && (
          <Button variant="quiet" icon="cross" onClick={clear}>
            Clear filters
          </Button>
        )}
      </search>
      <NotRead query={query}>What can be filtered by could not be read; the search works.</NotRead>
    </>
  )
}

type Kms = Pick<AppFilter, 'kms_type' | 'kms_slug'>

/** Any KMS of a kind, or one of them: two filters of the API, of which one says all. */
function KmsFacet({
  filter: { kms_type, kms_slug },
  options,
  onChoose,
}: {
  filter: Kms
  options: AppFilterOptions | undefined
  onChoose: (kms: Kms) => void
}) {
  const groups = [
    ['kms_type', 'Of a kind', withChosen(options?.kms_types, kms_type)],
    ['kms_slug', 'One KMS', withChosen(options?.kms_slugs, kms_slug)],
  ] as const
  return (
    <BareSelect
      aria-label="Key management"
      value={kms_slug ? `kms_slug ${kms_slug}` : kms_type && `kms_type ${kms_type}`}
      onChange={({ target }) => {
        const [facet, value = ''] = target.value.split(' ')
        onChoose({ kms_type: '', kms_slug: '', ...(facet && { [facet]: value }) })
      }}
    >
      <option value="">Any keys</option>
      {groups.map(
        ([facet, label, values]) =>
          values.length > 0 && (
            <optgroup key={facet} label={label}>
              {values.map((value) => (
                <option key={value} value={`${facet} ${value}`}>
                  {facet === 'kms_slug' ? `KMS ${value}` : value}
                </option>
              ))}
            </optgroup>
          ),
      )}
    </BareSelect>
  )
}

/** What the address asks for can be seen, also where the API does not know it any more. */
const withChosen = (options: readonly string[] = [], chosen: string): readonly string[] =>
  chosen === '' || options.includes(chosen) ? options : [chosen, ...options]

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
      {withChosen(options, value).map((option) => (
        <option key={option} value={option}>
          {word(option)}
        </option>
      ))}
    </BareSelect>
  )
}
