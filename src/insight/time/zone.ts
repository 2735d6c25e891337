/** The zone that times are shown in: the viewer's choice, resolved to a zone that has clocks. */
import { isZone } from '#contract/zone.ts';

/** `browser`, `utc`, `vault-user`, or an IANA zone. */
export type ZoneChoice = string;

/**
 * Undefined where the browser does not know its own: Chromium says `Etc/Unknown` where the system's
 * settings name no zone, and showing a time in that one throws.
 */
export function deviceZone(): string | undefined {
  if (asked === undefined) {
    const name = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    asked = { zone: isZone(name) ? name : undefined };
    queueMicrotask(() => {
      asked = undefined;
    });
  }
  return asked.zone;
}

/** For as long as one rendering takes, in which many texts ask: Intl takes some 100 µs each time. */
let asked: { zone: string | undefined } | undefined;

/** The choices that are not zones themselves, each with the zone that it stands for here. */
export function zoneChoices(vaultUserZone: string | undefined) {
  return [
    { value: 'browser', label: `This device’s zone (${deviceZone() ?? 'unknown, so UTC'})` },
    { value: 'vault-user', label: `My Vault user’s zone (${vaultUserZone ?? 'not known yet'})` },
    { value: 'utc', label: 'UTC' },
  ];
}

/**
 * The zone of a choice, whoever made it. The device's while the Vault user's is not known and where
 * the choice names no zone; UTC where the device's is not known either.
 */
export function resolveZone(choice: ZoneChoice, vaultUserZone: string | undefined): string {
  if (choice === 'utc') return 'UTC';
  const chosen = chosenZone(choice, vaultUserZone);
  return chosen !== undefined && isZone(chosen) ? chosen : (deviceZone() ?? 'UTC');
}

/** Why times are not in the zone of the choice, in words; undefined where they are. */
export function zoneProblem(
  choice: ZoneChoice,
  vaultUserZone: string | undefined,
): string | undefined {
  if (choice === 'utc') return undefined;
  const chosen = chosenZone(choice, vaultUserZone);
  if (chosen !== undefined) {
    return isZone(chosen) ? undefined : `The time zone “${chosen}” is unknown to this browser`;
  }
  return deviceZone() === undefined ? 'This device does not say its time zone' : undefined;
}

/** The zone that a choice names, if it names one; nothing says that it exists. */
function chosenZone(choice: ZoneChoice, vaultUserZone: string | undefined): string | undefined {
  if (choice === 'browser') return undefined;
  return choice === 'vault-user' ? vaultUserZone : choice;
}
