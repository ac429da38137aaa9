// The editor's code, loaded only when an editor is shown. It takes the parts that writing a compose file
// and comparing two need, instead of the whole package: 882 kB gzip instead of 1,039.
import * as monaco from 'monaco-editor/editor/editor.api'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/caretOperations/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/codeEditor/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/diffEditor/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/links/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/readOnlyMessage/register'
import 'monaco-editor/features/smartSelect/register'
import 'monaco-editor/features/snippet/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordHighlighter/register'
import 'monaco-editor/features/wordOperations/register'
// `features/suggest` registers inline suggestions only; this is the popup.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/languages/definitions/shell/register'
import 'monaco-editor/languages/definitions/yaml/register'
import { conf, language } from 'monaco-editor/languages/definitions/yaml/yaml'
// oxlint-disable-next-line import/default -- vite makes it
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import { followTheme } from './editor-theme.ts'
import { offerFixes } from './markers.ts'
import { startYaml } from './yaml-language.ts'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

// JSON is coloured as the YAML that it is; Monaco's own JSON support would load another worker.
monaco.languages.register({ id: 'json', extensions: ['.json'] })
monaco.languages.setMonarchTokensProvider('json', language)
monaco.languages.setLanguageConfiguration('json', conf)

startYaml(monaco)
offerFixes(monaco)
followTheme(monaco)

export { monaco }
