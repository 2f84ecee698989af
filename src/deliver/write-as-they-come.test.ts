import { expect, test } from 'vitest';
import type { DeliverySettlement } from '../store/settle-deliveries.ts';
import { writeAsTheyCome } from './write-as-they-come.ts';

const delivery = (notificationId: number) => ({ notificationId }) as DeliverySettlement;
const [one, two, three] = [delivery(1), delivery(2), delivery(3)];

test('what comes while something is being written is written together after it', async () => {
  const batches: DeliverySettlement[][] = [];
  const written = writeAsTheyCome((deliveries) => Promise.resolve(void batches.push(deliveries)));
  for (const each of [one, two, three]) written.add(each);
  expect(await written.done()).toEqual(new Set([one, two, three]));
  expect(batches).toEqual([[one], [two, three]]);
});

test('once something could not be written nothing later is', async () => {
  const batches: DeliverySettlement[][] = [];
  const written = writeAsTheyCome((deliveries) => {
    batches.push(deliveries);
    return deliveries.includes(two) ? Promise.reject(new Error('The database is away.')) : Promise.resolve();
  });
  written.add(one);
  await written.done();
  written.add(two);
  await written.done();
  written.add(three);
  expect(await written.done()).toEqual(new Set([one]));
  expect(batches).toEqual([[one], [two]]);
});

test('without a way to write nothing is written', async () => {
  const written = writeAsTheyCome(undefined);
  written.add(one);
  expect(await written.done()).toEqual(new Set());
});
