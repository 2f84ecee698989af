/**
 * The JavaScript that makes what hook code sees besides its variables; it runs in the sandbox, before the code and in its
 * own strict function. It is given `call(name, ...texts)`, the only way out, and gives back what the runner needs.
 * Every run begins in the state that it leaves, so code that changes built-in objects harms nobody but itself. As the seed
 * of the engine would be the same for each, chance comes from outside.
 */
export const guestPrelude = `(function (call) {
'use strict';
const { parse, stringify } = JSON;
const { keys } = Object;
const toText = String;
const toNumber = Number;
Object.defineProperty(Math, 'random', { value: () => toNumber(call('random')), writable: true, configurable: true });
const text = (value, name) => {
  if (typeof value !== 'string') throw new TypeError(name + ': expected a text, found ' + (value === null ? 'null' : typeof value));
  return value;
};
const shown = (value) => {
  if (typeof value === 'string') return value;
  try { return stringify(value) ?? toText(value); } catch { return toText(value); }
};
const log = (...values) => { call('log', values.map(shown).join(' ')); };
const hmac = (algorithm) => (encoding) => (key, value) =>
  call('hmac', text(algorithm, 'algorithm'), text(encoding, 'encoding'), text(key, 'key'), text(value, 'text'));
const CE = {
  randomString: () => call('randomString'),
  randomEmail: () => call('randomEmail'),
  md5: (value) => call('md5', text(value, 'CE.md5')),
  b64: (value) => call('b64', text(value, 'CE.b64')),
  decode64: (value) => call('decode64', text(value, 'CE.decode64')),
  hmac,
};
for (const algorithm of ['Md5', 'Sha1', 'Sha256', 'Sha512'])
  for (const encoding of ['Hex', 'hex', 'Base64', 'base64'])
    CE['hmac' + algorithm + encoding] = hmac(algorithm)(encoding);
const digesting = (digest) => {
  let all = '';
  const digester = {
    update: (value) => { all += text(value, 'update'); return digester; },
    digest: (encoding) => digest(text(encoding, 'digest'), all),
  };
  return digester;
};
const crypto = {
  createHash: (algorithm) => digesting((encoding, value) => call('hash', text(algorithm, 'algorithm'), encoding, value)),
  createHmac: (algorithm, key) => digesting((encoding, value) => hmac(algorithm)(encoding)(key, value)),
};
const global = (name) => (name === '_' ? globalThis._ : globalThis.moment);
const require = (name) => {
  switch (toText(name).replace(/^node:/, '')) {
    case 'lodash': return global('_');
    case 'moment': return global('moment');
    case 'crypto': return crypto;
  }
  throw new Error('require: found ' + stringify(toText(name)) + ', allowed: "lodash", "moment", "crypto"; hooks have no network, files or processes');
};
const getArray = () => Object.defineProperty([], 'add', { value(item) { this.push(item); return true; } });
const console = { log, info: log, warn: log, error: log, debug: log };
const notify = { email: (...values) => log('notify.email (not sent):', ...values) };
let given = {};
const before = {};
// Who deletes entries of a given object and hands it back means to take them away.
const withRemovals = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const result = { ...value };
  for (const name of keys(value)) {
    const same = before[name] && value[name] === given[name];
    const removed = same ? before[name].filter((key) => !(key in value[name])) : [];
    if (removed.length > 0) result[name] = { ...value[name], ...Object.fromEntries(removed.map((key) => [key, null])) };
  }
  return result;
};
const done = (value) => {
  const json = stringify(withRemovals(value));
  call('done', json === undefined ? 'null' : json);
};
const inAnyCase = (headers) => new Proxy(headers, {
  get: (all, name) => (typeof name !== 'string' || name in all ? all[name] : all[name.toLowerCase()]),
  has: (all, name) => name in all || (typeof name === 'string' && name.toLowerCase() in all),
});
const run = (hook, names, json, attached) => {
  given = parse(json);
  if (attached) {
    given.events.eventId = attached.eventId;
    given.events.eventHeaders = inAnyCase(attached.eventHeaders);
  }
  for (const name of names) {
    const value = given[name];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) before[name] = keys(value);
  }
  return hook(done, CE, console, notify, require, getArray, crypto, ...names.map((name) => given[name]));
};
return {
  run: (hook, names, json, attached) => run(hook, parse(names), json, attached === '' ? undefined : parse(attached)),
  done,
};
})`;

/** The parameters that the code has before its variables. */
export const guestParameters = ['done', 'CE', 'console', 'notify', 'require', 'getArray', 'crypto'];
