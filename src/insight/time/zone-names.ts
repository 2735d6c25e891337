/** The zones on offer where one can be chosen. Apart from `zone.ts`, as only settings need them. */
import { isZone } from '#contract/zone.ts';

/** The names that IANA has given to zones of which some browsers list only the former name. */
const renamed = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

/** All zones but UTC, each under every name it goes by here. */
export function allZones(): string[] {
  const names = [...Intl.supportedValuesOf('timeZone'), ...renamed.filter(isZone)];
  return [...new Set(names)].filter((name) => name !== 'UTC').toSorted();
}

type Option = { value: string; label: string };

/**
 * Options that contain the one chosen, whatever it is: a select without it would show its first
 * option as chosen.
 */
export function withChosen(options: readonly Option[], chosen: string): readonly Option[] {
  if (options.some(({ value }) => value === chosen)) return options;
  const label = isZone(chosen) ? chosen : `${chosen} (unknown here)`;
  return [...options, { value: chosen, label }];
}
