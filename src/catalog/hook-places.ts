import type { Connector } from '../model/connector.ts';
import type { Hook, Hooks } from '../model/connector-hooks.ts';

/** A hook and its path in the connector, e.g. `resources.contacts.hooks.preRequest`. */
export interface HookPlace {
  at: string;
  hook: Hook;
}

/** Every hook of a connector. */
export function hookPlaces({ hooks, lifecycle, resources, webhooks }: Connector): HookPlace[] {
  const { connect, validate, remove } = lifecycle;
  return [
    ...placesOf('', hooks),
    ...(hooks.event ? [{ at: 'hooks.event', hook: hooks.event }] : []),
    ...Object.entries(webhooks?.registrations ?? {}).flatMap(([name, { subscribe, renew, check, unsubscribe }]) => {
      const at = `webhooks.registrations.${name}`;
      return [
        ...placesOf(`${at}.subscribe.`, subscribe.hooks),
        ...placesOf(`${at}.renew.step.`, renew?.step?.hooks),
        ...placesOf(`${at}.check.`, check?.hooks),
        ...placesOf(`${at}.unsubscribe.`, unsubscribe?.hooks),
      ];
    }),
    ...connect.flatMap((step, index) => placesOf(`lifecycle.connect[${index}].`, step.hooks)),
    ...placesOf('lifecycle.validate.', validate?.hooks),
    ...remove.flatMap((step, index) => placesOf(`lifecycle.remove[${index}].`, step.hooks)),
    ...Object.entries(resources).flatMap(([name, resource]) => [
      ...placesOf(`resources.${name}.`, resource.hooks),
      ...placesOf(`resources.${name}.one.`, resource.one?.hooks),
    ]),
  ];
}

const placesOf = (at: string, { preRequest, postRequest }: Hooks = {}): HookPlace[] => [
  ...(preRequest ? [{ at: `${at}hooks.preRequest`, hook: preRequest }] : []),
  ...(postRequest ? [{ at: `${at}hooks.postRequest`, hook: postRequest }] : []),
];
