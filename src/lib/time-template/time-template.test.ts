import { describe, expect, it } from 'vitest';
import { parseTimeTemplate, templatePlaceholders, TimeTemplateError, usesTime } from './time-template.ts';

describe('a time template that cannot be meant', () => {
  it.each([
    ["/c?w=a>'${yyyy-MM-dd}'", '${yyyy-MM-dd}', 9, 'a format must follow a descriptor'],
    ["/c?w=a>'$yyyy-MM-dd'T'HH:mm:ss}'", "$yyyy-MM-dd'T'HH:mm:ss}", 9, 'the opening brace is missing'],
    ['/c?w=a>$epoch}', '$epoch}', 8, 'the opening brace is missing'],
    ["/c?w=a>'${518862600}'", '${518862600}', 9, 'a fixed number needs no braces'],
    ['/c?w=${date:10 digit integer Unix time}', '${date:10 digit integer Unix time}', 6, 'i is not a pattern letter'],
    ["/c?w='${gmtDate:yyyy-MM-dd", '${gmtDate:yyyy-MM-dd', 7, 'the closing brace is missing'],
    ["/c?w='{gmtDate:yyyy-MM-dd'", "{gmtDate:yyyy-MM-dd'", 7, 'the closing brace is missing'],
    ['/c?w=${dateTimeZone:Mars:yyyy-MM-dd}', '${dateTimeZone:Mars:yyyy-MM-dd}', 6, 'the time zone "Mars" is not known'],
    ['/c?w=${dateTimeZone:PST}', '${dateTimeZone:PST}', 6, 'a zone and a format must follow'],
    ['/c?w=${nowTimeZone}', '${nowTimeZone}', 6, 'a zone and a format must follow'],
    ['/c?w=${gmtDate:yyyy-mm-dd}', '${gmtDate:yyyy-mm-dd}', 6, 'the month is M'],
    ['/c?w=${gmtDat:yyyy-MM-dd}', '${gmtDat:yyyy-MM-dd}', 6, '"gmtDat" is not known'],
    ['/lists/${listId}', '${listId}', 8, 'a placeholder is written {listId}'],
    ['/c?w=${epoch:h}', '${epoch:h}', 6, 'its units are ms, s and us'],
    ['/c?w=${milliseconds:s}', '${milliseconds:s}', 6, 'milliseconds takes no format'],
    ['/c?w=${}', '${}', 6, '"" is not known'],
  ])('%s names the part, the place and what is allowed', (text, found, offset, reason) => {
    const position = text.indexOf(found) + 1;
    expect(position).toBe(offset);
    const parse = () => parseTimeTemplate(text);
    expect(parse).toThrow(TimeTemplateError);
    expect(parse).toThrow(expect.objectContaining({ found, position }));
    expect(parse).toThrow(`Time template ${found} at position ${position}: `);
    expect(parse).toThrow(reason);
    expect(parse).toThrow("; allowed are ${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}");
  });
});

describe('the placeholders of others', () => {
  it('are what is in braces and not a time', () => {
    const template = parseTimeTemplate("/lists/{listId}/{objectName}?where=a>'{epoch}' and b='{listId}'");
    expect(templatePlaceholders(template)).toEqual(['listId', 'objectName']);
  });

  it('may be the zone of a time', () => {
    const template = parseTimeTemplate("/a?where='Modified Time'>'${dateTimeZone:{TimeZone}:yyyy-MM-dd HH:mm:ss}'");
    expect(templatePlaceholders(template)).toEqual(['TimeZone']);
    expect(usesTime(template)).toBe(true);
  });

  it('are not the braces of JSON, of other variables, or a dollar of the provider', () => {
    const template = parseTimeTemplate('/a?where={"updatedAt":{"$gte":{"iso":"${epoch}"}}}&$filter=x eq {} and y}');
    expect(templatePlaceholders(template)).toEqual([]);
  });
});

describe('a template uses time', () => {
  it.each([
    ['/contacts', false],
    ['/lists/{listId}', false],
    ['/contacts?where=id>${epoch:0}', false],
    ['/contacts?where=a>${date}', true],
    ['/contacts?where=a>#{epoch}', true],
    ['/contacts?where=a>{gmtDate:yyyy}', true],
  ])('%s: %s', (text, uses) => {
    expect(usesTime(parseTimeTemplate(text))).toBe(uses);
  });
});
