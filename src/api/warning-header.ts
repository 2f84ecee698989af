/** What did not go as it should, of a request that was done all the same. */
export const warningHeader = 'Elements-Warning';

const longestHeader = 1000;

/** In a header only printable ASCII may stand, and warnings quote what was asked for. */
export const headerText = (text: string): string =>
  text
    .replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .slice(0, longestHeader);
