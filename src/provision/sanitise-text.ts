const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Names and tags are shown by consoles and mail programs of others, so the characters that could end a text or an
 * attribute there are kept as HTML entities. `&` stays as it is: what was read can be sent back without growing.
 */
export const sanitiseText = (text: string): string =>
  text.replace(/[<>"']/g, (character) => entities[character] ?? character);
