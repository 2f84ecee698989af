import type { Decision } from './decisions.ts';

/** What each rule says of a record; docs/reference/change-detection.md says it in full. */
export const ruleWords: Record<Decision['rule'], string> = {
  'before-window': 'It is dated before the window that is looked at.',
  'after-scan-start': 'It is dated after this scan began; the next poll has it.',
  'version-known': 'This very version was seen before.',
  'record-known': 'Another version of this record was told before.',
  'updated-date-only': 'It has an updated date and no created date.',
  'created-date-only': 'It has a created date and no updated date.',
  'dates-equal': 'Its created and its updated date are the same.',
  'created-when-new': 'Never seen, and created since the last poll, though edited before we looked.',
  'dates-differ': 'Its updated date is later than its created date.',
  baseline: 'It has no date and was there at the first read.',
  'content-same': 'Its content is as it was.',
  deleted: 'It says of itself that it was deleted.',
  restored: 'It was told as deleted and is there again.',
  'deleted-later': 'It is still listed as it was before its deletion.',
  'returned-later': 'An old deletion; the record has come back since.',
  'older-than-received': 'A webhook has told a later state of it.',
  'settles-later': 'A webhook told other content of the same date; a later poll decides.',
  stale: 'This state, or a later one, is known.',
  'received-created': 'A webhook says that it is new, and nothing says otherwise.',
  'identity-new': 'It has no date, and its id was not seen before.',
  'content-new': 'It has no date, and its content is another than before.',
};
