import { useState } from 'react'
import { Menu } from '../../ui/Menu.tsx'
import { chooseTheme, storedTheme, type Theme } from '../../ui/theme.ts'

const THEMES = [
  { theme: 'system', label: 'System', icon: 'display' },
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
] as const

/** System, Light or Dark; kept on this device. */
export function ThemeMenu() {
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const now = THEMES.find((one) => one.theme === theme) ?? THEMES[0]
  return (
    <Menu
      label="Theme"
      icon={now.icon}
      items={THEMES.map((one) => ({
        label: one.label,
        icon: one.icon,
        checked: one.theme === theme,
        onSelect: () => {
          chooseTheme(one.theme)
          setTheme(one.theme)
        },
      }))}
    />
  )
}
