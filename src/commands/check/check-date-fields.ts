import type { FixtureOutcome } from './check-poll.ts';
import { isPoll, type Fixture } from './fixture.ts';

/**
 * A date field of a default poll that no record of its fixtures has: its name is likely wrong, and without it changes are not
 * seen. A single record may well lack one, such as the date of the last change before the first one.
 */
export function checkDateFields(outcomes: readonly { fixture: Fixture; outcome: FixtureOutcome }[]): string[] {
  const found = new Map<string, boolean>();
  for (const { fixture, outcome } of outcomes) {
    const { content } = fixture;
    if (!isPoll(content) || typeof content.poll !== 'string') continue;
    for (const { name, field, found: here } of outcome.dateFields ?? []) {
      const fault = `events.polling.configuration.${content.poll}.datesConfiguration.${name}: no record of the fixtures has a date in ${field}`;
      found.set(fault, here || (found.get(fault) ?? false));
    }
  }
  return [...found].filter(([, anywhere]) => !anywhere).map(([fault]) => fault);
}
