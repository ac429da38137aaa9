import { BareSelect } from '../../ui/BareSelect.tsx'
import { chooseLanguage, LANGUAGES } from './language.ts'

/** The language of the whole console, on this device. Each one is called as its readers call it. */
export function LanguageSelect() {
  return (
    <label className="flex items-center gap-2 self-start text-sm text-muted">
      Language
      <BareSelect
        defaultValue={document.documentElement.lang}
        onChange={(event) => chooseLanguage(event.target.value)}
      >
        {LANGUAGES.map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </BareSelect>
    </label>
  )
}
