/** What vendors that sign `{decodedUrl}` decode in the address before they sign it; other escapes stay as they are. */
const decoded = ":/?@!$'()*,;".split('');

const letterOf = new Map(
  decoded.map((letter) => [`%${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}`, letter]),
);

/** An address without the escapes of `: / ? @ ! $ ' ( ) * , ;`. */
export const decodedUrl = (url: string): string =>
  url.replaceAll(/%[\da-f]{2}/gi, (escape) => letterOf.get(escape.toUpperCase()) ?? escape);
