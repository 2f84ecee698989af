/** The inside of a JSON object, to be put together with text that is JSON already. */
export const members = (object: object): string => JSON.stringify(object).slice(1, -1);
