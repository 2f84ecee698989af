import { readField } from '../lib/field-path.ts';
import type { JsonRecord, JsonValue } from '../lib/json.ts';
import type { ConnectorResource, DerivedField } from '../model/connector-resource.ts';

type Rules = ConnectorResource['derivedFields'];

/** The record with the fields that its connector makes from others; as it is where there are none. */
export function deriveFields(rules: Rules, record: JsonRecord): JsonRecord {
  const derived = Object.entries(rules).flatMap(([name, rule]) => {
    const value = 'text' in rule ? filledText(rule.text, record) : dayAndTime(rule, record);
    return value === undefined ? [] : [[name, value] as const];
  });
  return derived.length === 0 ? record : { ...record, ...Object.fromEntries(derived) };
}

function filledText(template: string, record: JsonRecord): string | undefined {
  let complete = true;
  const text = template.replaceAll(/\{([^{}]+)\}/g, (_, field: string) => {
    const value = textOf(readField(record, field));
    complete &&= value !== undefined;
    return value ?? '';
  });
  return complete ? text : undefined;
}

/** What cannot be read is kept as it is, so that a poll can report it as no date. */
function dayAndTime(rule: Extract<DerivedField, { date: string }>, record: JsonRecord): string | undefined {
  const date = textOf(readField(record, rule.date));
  if (date === undefined || date === '') return undefined;
  const time = textOf(readField(record, rule.time)) ?? '';
  const day = dayOf(date);
  const ofDay = time === '' ? '00:00:00' : timeOf(time);
  return day === undefined || ofDay === undefined ? `${date} ${time}` : `${day}T${ofDay}`;
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** `2026-03-10` of the same with a time, of `20260310`, or of `/Date(1773100800000)/`, which is midnight UTC. */
function dayOf(text: string): string | undefined {
  const ms = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  if (ms !== undefined) return new Date(Number(ms)).toISOString().slice(0, 10);
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:$|T)/.exec(text) ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}`;
}

/** `12:34:56` of the same, of `123456`, or of `PT12H34M56S`, whose parts may be missing. */
function timeOf(text: string): string | undefined {
  const clock = /^(\d{2}):?(\d{2}):?(\d{2})$/.exec(text);
  const duration = /^PT(?=\d)(?:(\d{1,2})H)?(?:(\d{1,2})M)?(?:(\d{1,2})(?:\.\d+)?S)?$/.exec(text);
  const [, hours, minutes, seconds] = clock ?? duration ?? [];
  if (!clock && !duration) return undefined;
  return [hours, minutes, seconds].map((part = '') => part.padStart(2, '0')).join(':');
}
