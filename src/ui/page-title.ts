import { useEffect } from 'react'

const APP = 'CVM Console'

/** Sets the document's title from the inside out: ("my-app", "CVMs") is "my-app · CVMs · CVM Console". */
export function usePageTitle(...parts: readonly string[]): void {
  const title = [...parts, APP].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
