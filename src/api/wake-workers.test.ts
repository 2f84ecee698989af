import { expect, onTestFinished, test } from 'vitest';
import { startTestApi } from '../../test/kit/api.ts';
import { until } from '../../test/kit/flow.ts';

test('what a request has written is looked for at once; what reads or was refused wakes nobody', async () => {
  let woken = 0;
  const api = await startTestApi({ wakeWorkers: () => void woken++ });
  onTestFinished(() => api.close());
  await api.call('GET', '/instances');
  await api.call('POST', '/notifications', { body: {} });
  const message = { severity: 'low', topic: 'news', message: 'Hello', from: 'Ada' };
  expect((await api.call('POST', '/notifications', { body: message })).status).toBe(200);
  await until(() => woken > 0);
  expect(woken).toBe(1);
});
