import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileDatePattern } from '../date-pattern/date-pattern.ts';
import { renderedUpperBound, renderTimeTemplate, type RenderOptions } from './render-time-template.ts';
import { parseTimeTemplate, TimeTemplateError } from './time-template.ts';

const bounds = {
  since: Date.parse('2019-05-09T20:37:30.123Z') * 1000 + 456,
  until: Date.parse('2019-05-09T20:52:00Z') * 1000,
  serverTimezone: 'UTC',
};

const render = (text: string, options: Partial<RenderOptions> = {}) =>
  renderTimeTemplate(parseTimeTemplate(text), { ...bounds, ...options });

describe('the forms of the documents and of configurations in use', () => {
  it.each([
    ["/a?where=u>'${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}'", "/a?where=u>'2019-05-09T20:37:30Z'"],
    ["/a?where=u>='${date:yyyy-MM-dd'T'HH:mm:ss'Z'}'", "/a?where=u>='2019-05-09T20:37:30Z'"],
    ["/a?where=u>='${date:yyyy-MM-dd'T'HH:mm:ssZ}''", "/a?where=u>='2019-05-09T20:37:30+0000''"],
    ["/a?where=u>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX}'", "/a?where=u>'2019-05-09T20:37:30.123456Z'"],
    ["/a?where=u>='{date:yyyy-MM-dd'T'HH:mm:ss'Z'}'", "/a?where=u>='2019-05-09T20:37:30Z'"],
    ["/a?where=u='${dateTimeZone:PST:yyyy-MM-dd HH:mm:ss}'", "/a?where=u='2019-05-09 13:37:30'"],
    ["/a?where=u='${DateTimeZone:PST:yyyy-MM-dd'T'HH:mm:ss.SSS}'", "/a?where=u='2019-05-09T13:37:30.123'"],
    ['/a?since=${dateTimeZone:-8:00:yyyy-MM-dd HH:mm:ssXXX}', '/a?since=2019-05-09 12:37:30-08:00'],
    ['/a?since=${dateTimeZone:+5:HH:mm}', '/a?since=01:37'],
    ['/a?since=${dateTimeZone:Europe/Berlin:HH:mm z}', '/a?since=22:37 CEST'],
    ["/a?where=u='${dateTimeZone:PST:yyyy-MM-dd HH:mm:ss -0800}'", "/a?where=u='2019-05-09 12:37:30 -0800'"],
    [
      "/a?from='${dateTimeZone:GMT:yyyy-MM-dd'T'HH:mm:ss}' and to='${nowTimeZone:GMT:yyyy-MM-dd'T'HH:mm:ss}'",
      "/a?from='2019-05-09T20:37:30' and to='2019-05-09T20:52:00'",
    ],
    ["/a?where=m>'${epoch}'", "/a?where=m>'1557434250123'"],
    ["/a?where=m>'#{epoch}'", "/a?where=m>'1557434250123'"],
    ['/a?where=m>{epoch}', '/a?where=m>1557434250123'],
    ['/a?where=m>${EPOCH:MS}', '/a?where=m>1557434250123'],
    ['/a?where=m>${epoch:s}', '/a?where=m>1557434250'],
    ['/a?where=m>${epoch:us}', '/a?where=m>1557434250123456'],
    ['/a?where=m>${milliseconds}', '/a?where=m>1557434250123'],
    ['/clients/startingFrom=${epoch:0}', '/clients/startingFrom=0'],
    ["/a?from='${gmtDate:dd/MM/yyyy}' AND to='31/12/9999'", "/a?from='09/05/2019' AND to='31/12/9999'"],
    ['/a?after=${date:milliseconds}', '/a?after=1557434250123'],
    ['/lists/{listId}/{objectName}?after=${epoch:s}', '/lists/{listId}/{objectName}?after=1557434250'],
    [
      '/a?where={"updatedAt":{"$gte":{"__type":"Date","iso":"${gmtDate:HH:mm}"}}}',
      '/a?where={"updatedAt":{"$gte":{"__type":"Date","iso":"20:37"}}}',
    ],
    ['/plain?x=1', '/plain?x=1'],
    ['', ''],
  ])('%s', (text, rendered) => {
    expect(render(text)).toBe(rendered);
  });
});

it('writes ${date:…} in the zone of the server', () => {
  expect(render('${date:HH:mm}', { serverTimezone: 'Asia/Tokyo' })).toBe('05:37');
});

describe('a bare date', () => {
  it('is written like the updated date', () => {
    expect(render("a='${date}'", { updatedFormat: { format: 'milliseconds', timezone: 'UTC' } })).toBe(
      "a='1557434250123'",
    );
    expect(render('${Date}', { updatedFormat: { format: 'HH:mm', timezone: 'PST' } })).toBe('13:37');
    expect(render('${gmtDate}', { updatedFormat: { format: 'HH:mm', timezone: 'PST' } })).toBe('20:37');
  });

  it('is an error where there is no updated date', () => {
    expect(() => render('?a=${date}')).toThrow(TimeTemplateError);
    expect(() => render('?a=${date}')).toThrow(
      '${date} at position 4: it has no format, and there is no updatedDateFormat',
    );
  });
});

describe('a zone that the configuration names', () => {
  const text = '${dateTimeZone:{TimeZone}:HH:mm}';

  it('is filled in', () => {
    expect(render(text, { zones: { TimeZone: 'Europe/Berlin' } })).toBe('22:37');
  });

  it('is an error where it is missing or unknown', () => {
    expect(() => render(text)).toThrow('the configuration has no value for {TimeZone}');
    expect(() => render(text, { zones: { TimeZone: 'Mars' } })).toThrow('the time zone "Mars" is not known');
  });
});

it('encodes what it puts in and nothing else', () => {
  const rendered = render("/a b?u>'${gmtDate:yyyy-MM-dd HH:mm}'&v={name}", { encode: encodeURIComponent });
  expect(rendered).toBe("/a b?u>'2019-05-09%2020%3A37'&v={name}");
});

describe('the lower bound', () => {
  it('moves back where its local time will come again', () => {
    const since = Date.parse('2019-11-03T05:30:00Z') * 1000;
    const zone = 'America/New_York';
    expect(render(`\${dateTimeZone:${zone}:yyyy-MM-dd HH:mm}`, { since })).toBe('2019-11-03 00:30');
    expect(render(`\${dateTimeZone:${zone}:yyyy-MM-dd HH:mmXXX}`, { since })).toBe('2019-11-03 01:30-04:00');
  });

  it('is never read later than it is, whichever of two equal local times a provider takes', () => {
    const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'UTC', '-8:00'];
    const changes = ['2019-11-03T06:00Z', '2019-10-27T01:00Z', '2019-04-06T15:00Z'];
    const moments = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -10_800_000_000, max: 10_800_000_000 }))
      .map(([change, micros]) => Date.parse(change) * 1000 + micros);
    const formats = ['yyyy-MM-dd HH:mm:ss', 'yyyy-MM-dd', 'yyyyMMddHHmm', "yyyy-MM-dd'T'HH:mm:ss.SSSSSS"];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...formats), moments, (zone, format, since) => {
        const text = render(`\${dateTimeZone:${zone}:${format}}`, { since });
        const readBack = compileDatePattern(format, zone).parse(text) ?? Number.NaN;
        expect(readBack).toBeLessThanOrEqual(since);
        expect(since - readBack).toBeLessThan(2 * 86_400_000_000);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the upper bound', () => {
  const boundOf = (template: string, until: string) => {
    const options = { since: 0, until: Date.parse(until) * 1000, serverTimezone: 'UTC' };
    const bound = renderedUpperBound(parseTimeTemplate(template), options);
    return bound === undefined ? undefined : new Date(bound / 1000).toISOString();
  };

  it('is what the text says, cut off to the step of its format', () => {
    expect(boundOf('/x?to=${nowTimeZone:GMT:yyyy-MM-dd HH:mm}', '2026-05-09T20:37:41.5Z')).toBe(
      '2026-05-09T20:37:00.000Z',
    );
    expect(boundOf('/x?to=${nowTimeZone:-8:00:yyyy-MM-dd}', '2026-05-09T20:37:41Z')).toBe('2026-05-09T08:00:00.000Z');
  });

  it('is the earlier of two equal local times', () => {
    const zone = 'America/New_York';
    expect(boundOf(`/x?to=\${nowTimeZone:${zone}:yyyy-MM-dd HH:mm}`, '2019-11-03T06:30:00Z')).toBe(
      '2019-11-03T05:30:00.000Z',
    );
    expect(boundOf(`/x?to=\${nowTimeZone:${zone}:yyyy-MM-dd HH:mmXXX}`, '2019-11-03T06:30:00Z')).toBe(
      '2019-11-03T06:30:00.000Z',
    );
  });

  it('is absent from a template without one', () => {
    expect(boundOf('/x?since=${gmtDate:yyyy-MM-dd}', '2026-05-09T20:37:41Z')).toBeUndefined();
  });
});
