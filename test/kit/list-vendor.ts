import type { IncomingMessage } from 'node:http';
import { expect } from 'vitest';
import type { PagePosition } from '../../src/hub/page-position.ts';
import { planQuery } from '../../src/hub/plan-query.ts';
import type { ProviderAccount } from '../../src/hub/provider-account.ts';
import { readPage, type ResourcePage } from '../../src/hub/read-page.ts';
import { Fault } from '../../src/model/fault.ts';
import { hubDependencies } from './hub-dependencies.ts';
import { answerJson, bodyOf, serve } from './listen.ts';
import { testConnector } from './test-connector.ts';

/** A request, taken apart. */
export interface Asked {
  path: string;
  query: Record<string, string>;
  body: unknown;
  headers: IncomingMessage['headers'];
}

export interface Answered {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A vendor on a port of its own, and the pages of a scan of its resource. */
export async function listVendor(
  resource: object,
  answer: (asked: Asked, url: string) => Answered,
  url = '/rows?pageSize=2',
) {
  const requests: string[] = [];
  const server = await serve((request, response) => {
    void (async () => {
      const asked = new URL(request.url ?? '', server.url);
      const text = await bodyOf(request);
      requests.push(`${request.method} ${request.url}${text === '' ? '' : ` ${text}`}`);
      const query = Object.fromEntries(asked.searchParams);
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const answered = answer({ path: asked.pathname, query, body, headers: request.headers }, server.url);
      answerJson(response, answered.status ?? 200, answered.body, answered.headers);
    })();
  });
  const connector = testConnector(resource as Record<string, unknown>);
  const account: ProviderAccount = {
    organizationId: 1,
    instanceId: 1,
    connector,
    configuration: { 'base.url': server.url },
  };
  const plan = planQuery(connector, url, account.configuration);
  const page = (position?: PagePosition) => readPage(hubDependencies(), account, plan, position);
  const pages = async (position?: PagePosition) => {
    const found: ResourcePage[] = [];
    let next = position;
    do {
      const read = await page(next);
      found.push(read);
      next = read.next;
    } while (next && found.length < 50);
    return found;
  };
  const read = async (position?: PagePosition) =>
    (await pages(position)).flatMap(({ records }) => records.map(({ id }) => id));
  return { plan, page, pages, read, requests, url: server.url };
}

/** The fault that a reading ends with. */
export const faultOf = (reading: Promise<unknown>): Promise<Fault> =>
  reading.then(
    () => expect.fail('no fault'),
    (error: unknown) => (error instanceof Fault ? error : expect.fail(String(error))),
  );

export const rows = (...ids: number[]) => ids.map((id) => ({ id }));
