/**
 * Where a single word in small letters is a value of a program: `name:` is a property or variable of that
 * name, `name()` an argument. Everywhere else it is a word, whatever values are called elsewhere; in
 * attributes, between tags and in the word places of `rules.ts` every literal is one.
 */
export const VALUE_PLACES = new Set([
  ...'severity kind retry queryKey mutationKey field token tab target networkMode status startable verdict timeStyle dateStyle numeric style theme path policy order operation_type column base state mode form format uri sensitivity connection channel block align durability fontStyle logLevel strokeLinejoin strokeLinecap fill runner features'
    .split(' ')
    .map((name) => `${name}:`),
  ...'hex bare field tab row claim transact error change read getAll fieldErrorsOf app useState setFailure setClock onDecide of mark ask variant goTo onAccepted confirmWith executeEdits trigger postMessage CompressionStream DecompressionStream TypeError addToTop parse kmsRootsFor Set'
    .split(' ')
    .map((name) => `${name}()`),
])

/** Where nobody reads single words: what is sent and asked, and the editor's own settings. */
export const VALUES_IN = /^src\/(contract|api|queries|ui\/code|routes\.tsx)(\/|$)/

/** Tones of colour: values wherever they stand. */
export const TONES = new Set(['good', 'bad', 'busy', 'idle', 'unknown', 'warn'])

/** What a browser calls its events. */
export const EVENTS =
  /^(touch|mouse|pointer|key|drag)(start|end|cancel|move|up|down|leave|enter|over|out)$|^wheel$/

/** Values that stand where words could stand too, by their file. */
export const VALUES_BY_FILE: Record<string, readonly string[]> = {
  'src/compose/ports.ts': ['udp', 'sctp'],
  'src/compose/rules/externalResources.ts': ['volumes', 'networks'],
  'src/compose/rules/isolation.ts': ['host', 'true'],
  'src/compose/rules/plainSecrets.ts': ['app'],
  'src/pages/actions/ActionDialog.tsx': ['restart'],
  'src/pages/actions/ReplicateDialog.tsx': ['replicate-form'],
  'src/pages/actions/action-icon.ts': ['play', 'power', 'restart', 'bolt', 'copies', 'trash'],
  'src/pages/app/revisions/RedeployDialog.tsx': ['redeploy-form'],
  'src/pages/app/revisions/RevisionTable.tsx': ['to'],
  'src/pages/apps/AppFilters.tsx': ['statuses', 'region', 'regions', 'node', 'nodes'],
  'src/pages/apps/app-filters.ts': ['region', 'node'],
  'src/pages/code/language-store.ts': ['cvm-console-code-language', 'cli'],
  'src/pages/compose/Problems.tsx': ['warning', 'error', 'hint'],
  'src/pages/cvm/logs/jsonLine.ts': [
    'level',
    'lvl',
    'severity',
    'levelname',
    'msg',
    'message',
    'event',
    'time',
    'ts',
    'timestamp',
    'trace',
    'debug',
    'error',
    'fatal',
  ],
  'src/pages/cvm/resources/SizeCard.tsx': ['vcpu', 'memory'],
  'src/pages/cvm/settings/DangerZone.tsx': ['delete'],
  'src/pages/cvms/Filters.tsx': ['region'],
  'src/pages/cvms/list-state.ts': ['status', 'region'],
  'src/pages/deploy/commit/notice-store.ts': ['no'],
  'src/pages/deploy/draft/draft.ts': ['sent', 'lost', 'absent', 'provision', 'commit'],
  'src/pages/deploy/draft/draftStore.ts': ['compose', 'resources', 'secrets'],
  'src/pages/deploy/fields.ts': ['vcpu', 'memory', 'listed', 'nonce'],
  'src/pages/deploy/link/deployLink.ts': ['template'],
  'src/pages/deploy/link/fragment.ts': ['compose'],
  'src/pages/deploy/prefill.ts': ['template', 'name', 'region', 'env'],
  'src/pages/deploy/resources/Advanced.tsx': ['listed'],
  'src/pages/deploy/steps.ts': ['compose', 'resources', 'secrets', 'provision', 'commit'],
  'src/pages/drafts/database.ts': ['cvm-console', 'id', 'key'],
  'src/pages/language/language.ts': ['en'],
  'src/pages/palette/Entry.tsx': ['more', 'question', 'cpu'],
  'src/pages/verify/VerifyPage.tsx': ['now'],
  'src/trust/claims/hardware.ts': ['signature', 'certificates'],
  'src/trust/eventLog.ts': ['system-ready'],
  'src/trust/image/registers.ts': ['acpi-loader', 'acpi-rsdp', 'acpi-tables', 'db', 'dbx'],
  'src/trust/openEnv.ts': ['decrypt'],
  'src/trust/quote.ts': ['xfam', 'mrtd'],
  'src/trust/receipt.ts': ['cvm-console-receipt'],
  'src/trust/x509.ts': ['verify'],
  'src/ui/Banner.tsx': ['warning'],
  'src/ui/Field.tsx': ['aria-describedby', 'aria-invalid'],
  'src/ui/ToastCard.tsx': ['warning'],
  'src/ui/Tooltip.tsx': ['aria-describedby', 'center'],
  'src/ui/time-words.ts': ['year', 'month', 'week', 'day', 'hour', 'minute'],
}
