/**
 * The text without the slashes at its end. An expression such as `\/+$` takes time with the square of a long row of slashes
 * that does not end the text, and addresses are the text of callers.
 */
export function withoutEndSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end--;
  return text.slice(0, end);
}
