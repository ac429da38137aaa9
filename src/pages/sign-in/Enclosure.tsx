/** The sign of the console, drawn large: the enclosure, its core, the evidence that leaves it. */
export function Enclosure({ className }: { className: string }) {
  return (
    <svg viewBox="0 0 200 200" aria-hidden="true" focusable="false" className={className}>
      <defs>
        <pattern
          id="enclosure-grid"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0v4" stroke="currentColor" strokeWidth="0.5" opacity="0.4" />
        </pattern>
      </defs>
      <path
        d="M126 24H46a22 22 0 0 0-22 22v108a22 22 0 0 0 22 22h108a22 22 0 0 0 22-22V74"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        opacity="0.55"
      />
      <path
        d="M112 40H52a12 12 0 0 0-12 12v96a12 12 0 0 0 12 12h96a12 12 0 0 0 12-12V88"
        fill="url(#enclosure-grid)"
        stroke="currentColor"
        strokeWidth="0.6"
        opacity="0.45"
      />
      <path d="M72 72h56v56H72z" fill="currentColor" opacity="0.8" />
      <path d="M152 24h24v24h-24z" fill="currentColor" opacity="0.8" />
      <path
        d="M128 72l24-24"
        stroke="currentColor"
        strokeWidth="0.8"
        strokeDasharray="2.4 2.4"
        fill="none"
      />
    </svg>
  )
}
