/**
 * Lines that open an address on the whole of a screen. Each browser gets a profile of its own, so
 * that one that is open already is not merely handed the address, and the sign-in outlasts a
 * restart. An address holds neither quotes nor dollars: they are percent-encoded.
 */
export type Line = { name: string; text: string };

type Given = { url: string; chime: boolean };

export function linuxLines({ url, chime }: Given): Line[] {
  const folders = { chromium: '"$HOME/jobwatch-chromium"', firefox: '"$HOME/jobwatch-firefox"' };
  return [
    {
      name: 'Chromium on Linux',
      text: `chromium ${chromium(folders.chromium, chime, 'linux')} '${url}'`,
    },
    {
      name: 'Firefox on Linux',
      text: `mkdir -p ${folders.firefox} && firefox ${firefox(folders.firefox)} '${url}'`,
    },
  ];
}

/** For a file that ends in `.cmd`: in it a percent sign stands for itself only when it is doubled. */
export function windowsLines({ url, chime }: Given): Line[] {
  const profiles = '%LOCALAPPDATA%\\jobwatch';
  const address = `"${url.replaceAll('%', '%%')}"`;
  return [
    {
      name: 'Chrome on Windows',
      text: `start "" chrome ${chromium(`"${profiles}-chrome"`, chime, 'windows')} ${address}`,
    },
    {
      name: 'Firefox on Windows',
      text: `mkdir "${profiles}-firefox" 2>nul & start "" firefox ${firefox(`"${profiles}-firefox"`)} ${address}`,
    },
  ];
}

/** Chromium no longer knows `--disable-session-crashed-bubble`; `--hide-crash-…` does its work. */
function chromium(folder: string, chime: boolean, system: 'linux' | 'windows'): string {
  return [
    '--kiosk',
    '--no-first-run',
    '--noerrdialogs',
    '--hide-crash-restore-bubble',
    // A keyring that nobody has unlocked would ask for its password over the wall.
    ...(system === 'linux' ? ['--password-store=basic'] : []),
    ...(chime ? ['--autoplay-policy=no-user-gesture-required'] : []),
    `--user-data-dir=${folder}`,
  ].join(' ');
}

/** No private window: it forgets the sign-in when it is closed. */
function firefox(folder: string): string {
  return `--new-instance --profile ${folder} --kiosk`;
}

/** What starts `~/jobwatch.sh` with the computer: no other file's rules of quoting meet the URL. */
export const starters: Line[] = [
  {
    name: 'Start with the desktop',
    text: `mkdir -p ~/.config/autostart && printf '[Desktop Entry]\\nType=Application\\nName=Jobwatch\\nExec=sh -c "exec sh ~/jobwatch.sh"\\n' > ~/.config/autostart/jobwatch.desktop`,
  },
  {
    name: 'Start with systemd, and again whenever it ends',
    text: `mkdir -p ~/.config/systemd/user && printf '[Unit]\\nPartOf=graphical-session.target\\n[Service]\\nExecStart=/bin/sh %%h/jobwatch.sh\\nRestart=always\\nRestartSec=5\\n[Install]\\nWantedBy=graphical-session.target\\n' > ~/.config/systemd/user/jobwatch.service && systemctl --user enable --now jobwatch`,
  },
];
