/**
 * Commands that open a URL full screen. Each browser gets its own profile: one that is already open
 * would only open another tab, and the sign-in has to survive a restart. The URL has no quotes or
 * dollar signs, as these are percent-encoded.
 */
export type Command = { name: string; text: string };

type Options = { url: string; chime: boolean };

export function linuxCommands({ url, chime }: Options): Command[] {
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

/** For a `.cmd` file, in which percent signs have to be doubled. */
export function windowsCommands({ url, chime }: Options): Command[] {
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

/** `--hide-crash-…` replaces `--disable-session-crashed-bubble`, which Chromium has removed. */
function chromium(folder: string, chime: boolean, system: 'linux' | 'windows'): string {
  return [
    '--kiosk',
    '--no-first-run',
    '--noerrdialogs',
    '--hide-crash-restore-bubble',
    // Otherwise a locked keyring would ask for its password on top of the wall.
    ...(system === 'linux' ? ['--password-store=basic'] : []),
    ...(chime ? ['--autoplay-policy=no-user-gesture-required'] : []),
    `--user-data-dir=${folder}`,
  ].join(' ');
}

/** Not in a private window, which forgets the sign-in when it is closed. */
function firefox(folder: string): string {
  return `--new-instance --profile ${folder} --kiosk`;
}

/** Start `~/jobwatch.sh` with the computer. In that file the URL needs no further quoting. */
export const startupCommands: Command[] = [
  {
    name: 'Start with the desktop',
    text: `mkdir -p ~/.config/autostart && printf '[Desktop Entry]\\nType=Application\\nName=Jobwatch\\nExec=sh -c "exec sh ~/jobwatch.sh"\\n' > ~/.config/autostart/jobwatch.desktop`,
  },
  {
    name: 'Start with systemd, which restarts it if it ends',
    text: `mkdir -p ~/.config/systemd/user && printf '[Unit]\\nPartOf=graphical-session.target\\n[Service]\\nExecStart=/bin/sh %%h/jobwatch.sh\\nRestart=always\\nRestartSec=5\\n[Install]\\nWantedBy=graphical-session.target\\n' > ~/.config/systemd/user/jobwatch.service && systemctl --user enable --now jobwatch`,
  },
];
