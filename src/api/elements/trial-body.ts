import { z } from 'zod';
import { anyJson } from '../any-json.ts';

// Trials and previews are made by the thread that takes webhooks, too: none may keep it long.
const mostEntries = 500;
const mostCharacters = 32_768;

/** The configuration of an instance that nobody has made. */
export const trialConfiguration = z
  .record(z.string(), z.string())
  .refine((entries) => Object.keys(entries).length <= mostEntries, { error: `allowed: ${mostEntries} entries at most` })
  .refine((entries) => JSON.stringify(entries).length <= mostCharacters, tooLong(mostCharacters))
  .default({})
  .describe(
    `Entries of an instance, such as the value of \`{listId}\`: ${mostEntries} and ${mostCharacters} characters at most. The others have their default values.`,
  );

/** A value that is no longer than that as JSON. */
export const jsonUpTo = (characters: number) =>
  anyJson.refine((value) => value === undefined || JSON.stringify(value).length <= characters, tooLong(characters));

function tooLong(characters: number) {
  return { error: `allowed: ${characters} characters of JSON at most` };
}
