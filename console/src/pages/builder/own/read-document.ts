/** An element document out of a text that was pasted or read from a file, or what is wrong with it. */
export function readDocument(text: string): { document: Record<string, unknown> } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'This is no JSON; the mark shows where.' };
  }
  // Some exports are a list of one.
  const [document, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (others.length > 0) return { fault: 'The list has several documents; import them one by one.' };
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return { fault: 'An element document is expected: a JSON object with name, configuration and resources.' };
  return { document: document as Record<string, unknown> };
}
