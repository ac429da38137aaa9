// monaco-editor types its entry point only; the parts that are imported one by one have the same API.
declare module 'monaco-editor/editor/editor.api' {
  export * from 'monaco-editor'
}
declare module 'monaco-editor/features/*/register'
declare module 'monaco-editor/editor/contrib/*'
declare module 'monaco-editor/languages/definitions/*/register'
declare module 'monaco-editor/languages/definitions/yaml/yaml' {
  import type { languages } from 'monaco-editor'
  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}
