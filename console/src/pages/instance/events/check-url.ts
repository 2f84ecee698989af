/** What is wrong with a callback URL; null: nothing that can be seen from here. */
export function checkUrl(text: string): string | null {
  const url = URL.parse(text.trim());
  if (url && /^https?:$/.test(url.protocol)) return null;
  return text.trim() === '' ? 'A URL is needed.' : 'This is not an http or https URL.';
}
