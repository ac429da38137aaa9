import { isTouch } from './plain-text.ts'

// Imported for what it does: it loads the editor's code ahead, when the pointer or the focus comes near
// a way that leads to it. A failure shows when the editor is needed, where the plain text field stays.
if (!isTouch()) void import('./monaco.ts').catch(() => undefined)
