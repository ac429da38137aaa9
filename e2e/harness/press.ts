/**
 * Presses what is there now, and nothing if the page has already gone from it by itself:
 * `locator.evaluateAll(press)`, where `click` would wait for it to come back.
 */
export function press(elements: Element[]): void {
  for (const element of elements) if (element instanceof HTMLElement) element.click()
}
