/**
 * Puts text on the clipboard; false when the browser refuses. `navigator.clipboard` exists on https
 * and localhost only, so a console served over plain http in a private network falls back to the
 * old command.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'sr-only'
  // Inside an open dialog everything outside of it is inert and cannot be selected.
  const home = before?.closest('dialog') ?? document.body
  home.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}
