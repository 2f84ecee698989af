import { withoutEndSlashes } from '../../lib/without-end-slashes.ts';
import type { ElementDocument } from '../../model/element/element-document.ts';
import type { Remark } from '../../model/element/import-remark.ts';
import { defaultValueOf, indexOfEntry, isAddress } from './read-entries.ts';

/** Default of `base.url` without a slash at its end. Empty where each instance needs its own. */
export function readBaseUrl({ configuration }: ElementDocument, remark: Remark): string {
  const url = withoutEndSlashes(defaultValueOf(configuration, 'base.url'));
  if (url === '' || isAddress(url)) return url;
  const at = `configuration[${indexOfEntry(configuration, 'base.url')}].defaultValue`;
  remark(at, 'changed', `${url} is no http(s) URL; each instance needs its own`);
  return '';
}
