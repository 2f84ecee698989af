import { expect, test } from 'vitest';
import { ApiError } from '../../api/api-error.ts';
import { followConsent, type ConsentStatus } from './follow-consent.ts';

type Answer = ConsentStatus['status'] | number;

/** Follows a consent whose answers are these, one after another; a number is the status of a failure. */
async function follow(answers: Answer[], { stopAfter = 99 } = {}) {
  let asked = 0;
  const ask = (): Promise<ConsentStatus> => {
    const answer = answers[asked++] ?? 'waiting';
    if (typeof answer === 'string') return Promise.resolve({ status: answer });
    return Promise.reject(new ApiError(answer, { code: 'any', message: 'failed' }));
  };
  const ended = await followConsent({ ask, wait: () => Promise.resolve(), isStopped: () => asked >= stopAfter });
  return { ended: ended?.status, asked };
}

test('it is asked until the consent is over', async () => {
  expect(await follow(['waiting', 'waiting', 'connected', 'waiting'])).toEqual({ ended: 'connected', asked: 3 });
  expect(await follow(['failed'])).toEqual({ ended: 'failed', asked: 1 });
});

test('a server that is away for a while is asked again, and what it refuses is thrown', async () => {
  expect(await follow([0, 503, 'connected'])).toEqual({ ended: 'connected', asked: 3 });
  await expect(follow(['waiting', 404])).rejects.toThrow('failed');
});

test('who stops is told of no end', async () => {
  expect(await follow(['waiting', 'connected'], { stopAfter: 2 })).toEqual({ ended: undefined, asked: 2 });
});
