import { Frame } from './Frame.tsx'

/** The first instant of a visit: the frame is there, in its place, before anything is known. */
export function Blank() {
  return (
    <Frame>
      <p role="status" className="late">
        Loading…
      </p>
    </Frame>
  )
}
