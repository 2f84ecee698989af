import type { Instant } from '../instant.ts';
import { civilFromDays, microsPerDay } from './civil.ts';
import type { Zone } from './zone.ts';

/** The parts of a moment as a calendar and clock of its zone show them. */
export interface LocalTime {
  instant: Instant;
  zone: Zone;
  offsetMicros: number;
  year: number;
  month: number;
  day: number;
  days: number;
  hour: number;
  minute: number;
  second: number;
  micros: number;
}

export function localTime(instant: Instant, zone: Zone): LocalTime {
  const offsetMicros = zone.offsetMicrosAt(instant);
  const local = instant + offsetMicros;
  const days = Math.floor(local / microsPerDay);
  const ofDay = local - days * microsPerDay;
  const seconds = Math.floor(ofDay / 1_000_000);
  return {
    instant,
    zone,
    offsetMicros,
    days,
    ...civilFromDays(days),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    micros: ofDay - seconds * 1_000_000,
  };
}
