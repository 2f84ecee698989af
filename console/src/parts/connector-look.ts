/** Dark shades, on which white letters can be read. */
const colours = ['blue', 'indigo', 'violet', 'grape', 'pink', 'red', 'teal', 'cyan'] as const;

/** A colour that a connector always has, made from its key. */
export function colourOf(key: string): string {
  let sum = 7;
  for (const character of key) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return `${colours[sum % colours.length]}.9`;
}

/** One or two letters that stand for a name: those that begin its words, also inside of a word as in HubSpot. */
export function lettersOf(name: string): string {
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const letters = words.slice(0, 2).map((word) => String.fromCodePoint(word.codePointAt(0) ?? 63));
  return (letters.length > 0 ? letters.join('') : '?').toUpperCase();
}
