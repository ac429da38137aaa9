import type { ReactNode } from 'react'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { SkipLink } from '../../ui/SkipLink.tsx'
import { Wordmark } from '../../ui/Wordmark.tsx'
import { LanguageSelect } from '../language/LanguageSelect.tsx'
import { ThemeMenu } from '../layout/ThemeMenu.tsx'
import { Enclosure } from './Enclosure.tsx'

const PROMISES: ReadonlyArray<{ icon: IconName; what: string; how: string }> = [
  {
    icon: 'file',
    what: 'A Docker Compose file goes in',
    how: 'Secrets are sealed in this browser before they leave it.',
  },
  {
    icon: 'lock',
    what: 'It runs where nobody can look',
    how: 'Not the host, not the cloud, not whoever runs this console.',
  },
  {
    icon: 'shield',
    what: 'The hardware signs what runs',
    how: 'And your own browser checks that signature.',
  },
]

/** The frame before anybody is signed in: what this is on one side, the way in on the other. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh flex-1 grid-rows-[auto_1fr] lg:grid-cols-[1fr_minmax(28rem,36rem)] lg:grid-rows-1">
      <SkipLink to="main">Skip to content</SkipLink>
      <header className="relative isolate flex flex-col justify-between gap-10 overflow-hidden border-b border-line bg-surface px-6 py-5 lg:border-r lg:border-b-0 lg:px-12 lg:py-10">
        <Enclosure className="absolute -right-8 -bottom-12 -z-10 hidden w-116 text-accent min-[90rem]:block" />
        <div className="flex items-center justify-between">
          <Wordmark />
          <span className="lg:hidden">
            <ThemeMenu />
          </span>
        </div>
        <div className="hidden max-w-104 flex-col gap-9 lg:flex">
          <p className="text-[2.125rem] leading-[1.15] font-semibold tracking-[-0.02em] text-balance">
            Machines whose memory nobody else can read, and the proof of it.
          </p>
          <ol className="flex flex-col gap-4">
            {PROMISES.map(({ icon, what, how }) => (
              <li key={icon} className="flex gap-3">
                <span className="flex size-8 shrink-0 items-center justify-center rounded-md border border-line bg-canvas text-accent">
                  <Icon name={icon} />
                </span>
                <span>
                  <span className="block font-medium">{what}</span>
                  <span className="block text-sm text-muted">{how}</span>
                </span>
              </li>
            ))}
          </ol>
        </div>
        <p className="hidden max-w-96 text-sm text-muted lg:block">
          Your API key goes to this console’s server and is sealed there. No script in this page can
          read it again.
        </p>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="flex w-full max-w-144 flex-col gap-5 justify-self-center px-6 py-8 outline-none lg:px-14 lg:pt-[max(5rem,20vh)]"
      >
        {children}
        {/* At the end of the column: nothing that comes late pushes it down. */}
        <div className="mt-auto pt-4">
          <LanguageSelect />
        </div>
      </main>
      <div className="absolute top-8 right-8 hidden lg:block">
        <ThemeMenu />
      </div>
    </div>
  )
}
