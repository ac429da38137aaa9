/** The places of a text, such as `{0}`, `<1>`, `</1>` and `<2/>`, in order. */
export const placesOf = (text: string): string[] =>
  [...text.matchAll(/\{\d+\}|<\/?\d+\/?>/g)].map(([place]) => place)

/**
 * What is wrong with the places of a translation. They may stand in another order and may be left
 * out (Chinese has no plural endings), but none may be new or come twice, and elements are closed.
 */
export function wrongPlaces(english: string, translation: string): string | undefined {
  const known = new Set(placesOf(english))
  const seen = new Set<string>()
  const open: string[] = []
  for (const place of placesOf(translation)) {
    if (!known.has(place)) return `${place} is not in the English`
    if (seen.has(place)) return `${place} comes twice`
    seen.add(place)
    if (place.startsWith('</')) {
      if (open.pop() !== `<${place.slice(2)}`) return `${place} closes nothing`
    } else if (/^<\d+>$/.test(place)) open.push(place)
  }
  return open.length > 0 ? `${open.join(', ')} is not closed` : undefined
}
