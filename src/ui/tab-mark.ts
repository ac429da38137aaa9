import { useEffect } from 'react'

let troubles = 0

/** Gives the browser's tab another picture for as long as something on the page is in trouble. */
export function useTabMark(trouble: boolean): void {
  useEffect(() => {
    if (!trouble) return undefined
    troubles += 1
    draw()
    return () => {
      troubles -= 1
      draw()
    }
  }, [trouble])
}

function draw(): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  if (icon) icon.href = troubles > 0 ? '/favicon-trouble.svg' : '/favicon.svg'
}
