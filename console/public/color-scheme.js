// Before the first paint, so that a dark screen does not flash white. A file of its own: the content security policy
// allows no inline script.
(function () {
  var chosen = 'auto';
  try {
    chosen = localStorage.getItem('tidings-color-scheme') || 'auto';
  } catch {
    // Storage may be switched off.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
