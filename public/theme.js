// Runs before the first paint (a module would run after it): a theme that was chosen by hand holds
// from the first frame on. Without a choice the page follows the system.
try {
  var theme = localStorage.getItem('cvm-console.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is switched off: the system's theme it is.
}
