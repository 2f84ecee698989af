import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyElement } from '../../../test/kit/any-element.ts';
import { Fault } from '../../model/fault.ts';
import { hubPath, pathShape } from './hub-path.ts';
import { readElement, type ReadElement } from './read-element.ts';

/** What is read, or the fault of a document that is none. */
function outcomeOf(document: unknown): ReadElement | Fault {
  try {
    return readElement(document);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** The shapes of the hub paths that a connector answers. */
const pathsOf = ({ connector }: ReadElement): string[] =>
  Object.values(connector.resources).flatMap(({ path, one }) => [
    pathShape(path),
    ...(one ? [pathShape(`${path}/{id}`)] : []),
  ]);

test('every document is a connector or a fault that names the place', () => {
  fc.assert(
    fc.property(anyElement, (document) => {
      const outcome = outcomeOf(document);
      if (!(outcome instanceof Fault)) return;
      expect(outcome.code).toBe('connector.invalid');
      expect(outcome.issues.length).toBeGreaterThan(0);
      expect(outcome.issues.every(({ path }) => path !== '')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('every resource is run, belongs to the life of an instance or to its tokens, or is remarked on', () => {
  fc.assert(
    fc.property(anyElement, (document) => {
      const outcome = outcomeOf(document);
      if (outcome instanceof Fault) return;
      const paths = pathsOf(outcome);
      const { connect, remove, validate } = outcome.connector.lifecycle;
      const told = new Set(outcome.remarks.filter((one) => one.outcome === 'notRun').map(({ path }) => path));
      const silent = (document.resources ?? []).filter((_, index) => !told.has(`resources[${index}]`));
      const reading = silent.filter(({ type }) => !/^(?:on|oauth|provision)/.test(type ?? ''));
      expect(reading.every(({ path }) => paths.includes(pathShape(hubPath(path) ?? '')))).toBe(true);
      const ofTokens = silent.filter(({ type }) => type?.startsWith('oauth'));
      const registrations = Object.values(outcome.connector.webhooks?.registrations ?? {});
      const ofWebhooks = registrations.flatMap(({ subscribe, unsubscribe, renew }) =>
        [subscribe, unsubscribe, renew?.step].filter((step) => step !== undefined),
      );
      const steps = connect.length + remove.length + (validate ? 1 : 0) + ofWebhooks.length;
      expect(silent.length - reading.length - ofTokens.length).toBe(steps);
      expect(ofTokens.length === 0 || outcome.connector.authentication.type === 'oauth2').toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('hooks are run or remarked on, one by one', () => {
  fc.assert(
    fc.property(anyElement, (document) => {
      const outcome = outcomeOf(document);
      if (outcome instanceof Fault) return;
      const { eventOnPolled: _, ...hooks } = outcome.connector.hooks;
      const run = Object.keys(hooks).length;
      const told = outcome.remarks.filter(({ path }) => path.startsWith('hooks[')).length;
      expect(run + told).toBe(document.hooks?.length ?? 0);
    }),
  );
});

test('a document stays as it is, and its text gives the same connector', () => {
  fc.assert(
    fc.property(anyElement, (document) => {
      const before = structuredClone(document);
      const outcome = outcomeOf(document);
      expect(document).toEqual(before);
      const again = outcomeOf(JSON.parse(JSON.stringify(document)));
      expect(JSON.stringify(again)).toBe(JSON.stringify(outcome));
    }),
  );
});
