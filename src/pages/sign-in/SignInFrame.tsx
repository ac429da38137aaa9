import type { ReactNode } from 'react'
import { SkipLink } from '../../ui/SkipLink.tsx'
import { Wordmark } from '../../ui/Wordmark.tsx'
import { ThemeMenu } from '../layout/ThemeMenu.tsx'

/** The frame before anybody is signed in: what this is on one side, the way in on the other. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-rows-1 lg:grid-cols-[1fr_minmax(28rem,34rem)]">
      <SkipLink to="main">Skip to content</SkipLink>
      <header className="flex flex-col justify-between gap-10 border-b border-line bg-surface px-6 py-5 lg:border-r lg:border-b-0 lg:px-10 lg:py-8">
        <div className="flex items-center justify-between">
          <Wordmark />
          <span className="lg:hidden">
            <ThemeMenu />
          </span>
        </div>
        <div className="hidden max-w-md flex-col gap-8 lg:flex">
          <Enclosure />
          <p className="text-xl leading-snug font-medium text-balance">
            Machines whose memory nobody else can read, and the proof of it.
          </p>
          <p className="text-muted">
            Deploy Docker Compose files into confidential VMs, run them, and check in your own
            browser what is running.
          </p>
        </div>
        <p className="hidden text-sm text-muted lg:block">
          Your API key goes to this console’s server and is sealed there. No script in this page can
          read it again.
        </p>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="flex flex-col gap-5 px-6 py-8 outline-none lg:justify-center lg:px-12"
      >
        {children}
      </main>
      <div className="fixed top-6 right-6 hidden lg:block">
        <ThemeMenu />
      </div>
    </div>
  )
}

/** The sign of the console, drawn large: the enclosure, its core, the evidence that leaves it. */
function Enclosure() {
  return (
    <svg viewBox="0 0 200 200" aria-hidden="true" className="-ml-6 w-52 text-accent">
      <defs>
        <pattern
          id="enclosure-grid"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0v8" stroke="currentColor" strokeWidth="1" opacity="0.35" />
        </pattern>
      </defs>
      <path
        d="M126 24H46a22 22 0 0 0-22 22v108a22 22 0 0 0 22 22h108a22 22 0 0 0 22-22V74"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="square"
      />
      <path
        d="M112 40H52a12 12 0 0 0-12 12v96a12 12 0 0 0 12 12h96a12 12 0 0 0 12-12V88"
        fill="url(#enclosure-grid)"
        stroke="currentColor"
        strokeWidth="1"
        opacity="0.6"
        strokeLinecap="square"
      />
      <path d="M72 72h56v56H72z" fill="currentColor" />
      <path d="M152 24h24v24h-24z" fill="currentColor" />
      <path
        d="M132 68l16-16"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeDasharray="3 3"
        fill="none"
      />
    </svg>
  )
}
