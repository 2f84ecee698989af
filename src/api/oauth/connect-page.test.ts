import { expect, test } from 'vitest';
import { Fault } from '../../model/fault.ts';
import { connectPage } from './connect-page.ts';

const failed = (fault: Fault) => connectPage({ kind: 'failed', fault, returnUrl: undefined }, 'r1');

test('nothing of a page is markup that came from elsewhere', () => {
  const connectorName = `<img src=x onerror="alert('1')">&`;
  const { html } = connectPage({ kind: 'connected', instanceId: 1, connectorName, returnUrl: undefined }, '<r>');
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp; account is connected');
  expect(html).toContain('Request &lt;r&gt;');
  expect(html).not.toContain('<img');
});

test('a page tells what the provider did, and of other faults their code alone', () => {
  const unreachable = failed(new Fault('provider.unreachable', 'No answer of login.example.'));
  expect([unreachable.status, unreachable.html.includes('No answer of login.example.')]).toEqual([502, true]);
  const ours = failed(new Fault('configuration.invalid', 'configuration.api.key: found "secret"'));
  expect([ours.status, ours.html.includes('secret'), ours.html.includes('configuration.invalid')]).toEqual([
    400,
    false,
    true,
  ]);
  expect(connectPage(undefined, 'r1')).toMatchObject({ status: 500 });
});
