import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { testCallback } from '../../deliver/test-callback.ts';
import { newFindings } from '../../model/findings/findings.ts';
import { readNotificationSettings } from '../../model/instance-configuration/read-notification-settings.ts';
import { Fault } from '../../model/fault.ts';
import type { ApiDeps } from '../api-deps.ts';
import { access } from '../authorization.ts';
import { answers, routesOf } from '../routes.ts';
import { placeById, targetInstance } from '../target-instance.ts';
import { callbackTested, toCallbackTest } from './callback-test.ts';
import { settingsForAnotherUrl } from './settings-for-another-url.ts';

const request = z.strictObject({
  url: z
    .string()
    .optional()
    .describe(
      'Instead of the callback URL that the instance has: one that it may get. It is sent none of the headers and credentials that are meant for the other.',
    ),
});

const urlKey = 'event.notification.callback.url';

/** `POST /instances/{id}/callback-test` with the settings of an instance. An addition to the contract. */
export function instanceCallbackTestRoutes(app: FastifyInstance, deps: ApiDeps): void {
  const schema = {
    tags: ['Instances'],
    summary: 'Send a test event as the instance would send it',
    description:
      'One made-up event, signed with the key of the instance and sent once, to its own callback URL with its headers and credentials. Its message says `test: true`; nothing is stored. Whatever the URL answers, this call answers 200 and tells it.',
    params: z.object(placeById.params),
    body: request,
    response: answers(callbackTested),
  };
  const onRequest = access(deps, placeById.access);
  routesOf(app).post(`${placeById.path}/callback-test`, { onRequest, schema }, async (call) => {
    const { instance } = await targetInstance(deps, call);
    const { url: asked } = call.body;
    const settings = readNotificationSettings(newFindings(), settingsFor(instance.configuration, asked));
    if (settings.callbackUrl === undefined) throw noUrl(instance.id, asked);
    return toCallbackTest(
      await testCallback(deps, { caller: call.identity.caller, url: settings.callbackUrl, settings }),
    );
  });
}

/** The URL that is saved already may be named, too. */
const settingsFor = (configuration: Record<string, string>, asked: string | undefined): Record<string, string> =>
  asked === undefined || asked === configuration[urlKey]
    ? configuration
    : { ...settingsForAnotherUrl(configuration), [urlKey]: asked };

function noUrl(instanceId: number, asked: string | undefined): Fault {
  const found =
    asked === undefined ? `missing, as instance ${instanceId} has no callback URL` : `found ${JSON.stringify(asked)}`;
  const message = `${found}; allowed: an http or https URL.`;
  return new Fault('request.malformed', `The body of the request is not as it must be. url: ${message}`, {
    issues: [{ path: 'url', message }],
  });
}
