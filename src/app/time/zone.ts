/** The zone that times are shown in: a choice of the viewer's, resolved to an IANA name. */

/** `browser`, `utc`, `vault-user`, or an IANA zone. */
export type ZoneChoice = string;

export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The choices that are no zone by themselves, each with the zone that it stands for here. */
export function zoneChoices(vaultUserZone: string | undefined) {
  return [
    { value: 'browser', label: `This device’s (${deviceZone()})` },
    { value: 'vault-user', label: `My Vault user’s (${vaultUserZone ?? 'not known yet'})` },
    { value: 'utc', label: 'UTC' },
  ];
}

export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The IANA name a choice stands for; this device's where the Vault user's is not known (yet). */
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
