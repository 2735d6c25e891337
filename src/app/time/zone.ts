/** The zone that times are shown in: the viewer's choice, resolved to an IANA name. */
import { isZone } from '#contract/zone.ts';

/** `browser`, `utc`, `vault-user`, or an IANA zone. */
export type ZoneChoice = string;

export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The choices that are not zones themselves, each with the zone that it stands for here. */
export function zoneChoices(vaultUserZone: string | undefined) {
  return [
    { value: 'browser', label: `This device’s (${deviceZone()})` },
    { value: 'vault-user', label: `My Vault user’s (${vaultUserZone ?? 'not known yet'})` },
    { value: 'utc', label: 'UTC' },
  ];
}

/** The zone of a choice; the device's zone while the Vault user's is unknown. */
export function resolveZone(choice: ZoneChoice, vaultUserZone: string | undefined): string {
  if (choice === 'utc') return 'UTC';
  if (choice === 'vault-user' && vaultUserZone !== undefined && isZone(vaultUserZone)) {
    return vaultUserZone;
  }
  return isZone(choice) ? choice : deviceZone();
}

export function allZones(): string[] {
  return Intl.supportedValuesOf('timeZone');
}
