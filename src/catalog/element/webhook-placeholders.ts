import type { ElementResource } from '../../model/element/element-document.ts';

/** In the words of the format, with and without the `$`: our address, and the id of the instance as it stands in it. */
const address = /\$?\{(?:webhookCallbackUrl|elementWebhookCallbackUrl)\}/g;
const encodedId = /\$?\{encodedId\}/g;

/** The resource with these as placeholders of steps. */
export const withWebhookPlaceholders = (resource: ElementResource): ElementResource =>
  JSON.parse(
    JSON.stringify(resource).replaceAll(address, '{webhookCallbackUrl}').replaceAll(encodedId, '{encodedId}'),
  ) as ElementResource;

/** Whether the request of a resource says anything of these names, e.g. as its parameters. */
export const speaksOf = (resource: ElementResource, names: readonly string[]): boolean => {
  const { hooks: _hooks, ...request } = withWebhookPlaceholders(resource);
  const text = JSON.stringify(request);
  return ['{webhookCallbackUrl}', '{encodedId}', ...names.map((name) => JSON.stringify(name))].some((part) =>
    text.includes(part),
  );
};
