import type { TemplateId } from '../../compose/templates.ts'
import { DRAWINGS } from './drawings.ts'

/** What a template runs, drawn inside the console's enclosure, in the colours of the theme. */
export default function TemplatePicture({ id }: { id: TemplateId }) {
  const { line, solid, soft } = DRAWINGS[id]
  return (
    <svg
      viewBox="0 0 160 88"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="1.5"
      aria-hidden="true"
      focusable="false"
      className="block size-full text-accent"
    >
      <path
        d="M120 8H32a10 10 0 0 0-10 10v52a10 10 0 0 0 10 10h96a10 10 0 0 0 10-10V30"
        opacity="0.45"
      />
      <path d="M128 8h10v10h-10z" fill="currentColor" stroke="none" opacity="0.8" />
      {soft && <path d={soft} fill="currentColor" stroke="none" opacity="0.16" />}
      <path d={line} />
      {solid && <path d={solid} fill="currentColor" stroke="none" />}
    </svg>
  )
}
