/** How far something has come, in steps that were really counted. `label` names it. */
export function Progress({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <div className="flex items-center gap-2.5">
      <progress
        aria-label={label}
        value={value}
        max={max}
        className="h-1.5 w-32 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[width]"
      />
      <span className="text-sm text-muted tabular-nums">
        {value} of {max}
      </span>
    </div>
  )
}
