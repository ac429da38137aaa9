try {
  var theme = localStorage.getItem('cvm-console.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {}
