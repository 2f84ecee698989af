export interface ZoneGroup {
  group: string;
  items: string[];
}

/** Names that providers give as such. */
const common = ['UTC', 'GMT', 'PST', 'MST', 'CST', 'EST', 'HST', 'JST'];

const offsets = Array.from({ length: 27 }, (_, index) => index - 12).flatMap((hours) => {
  const sign = hours < 0 ? '-' : '+';
  const whole = `${sign}${String(Math.abs(hours)).padStart(2, '0')}:00`;
  const halves = hours === 5 || hours === 9 || hours === 3 ? [whole, whole.replace(':00', ':30')] : [whole];
  return hours === 5 ? [...halves, '+05:45'] : halves;
});

/** The zones to choose from, with the one that is set, if it is another. */
export function zoneGroups(set: string, names: readonly string[] = Intl.supportedValuesOf('timeZone')): ZoneGroup[] {
  const groups = [
    { group: 'Common', items: common },
    { group: 'Offsets', items: offsets },
    { group: 'Places', items: names.filter((name) => !common.includes(name)) },
  ];
  const known = set === '' || groups.some(({ items }) => items.includes(set));
  return known ? groups : [{ group: 'As it is set', items: [set] }, ...groups];
}
