/** For tests: a proxy that serves a small build and draws its document. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DrawPage } from '#contract/drawing.ts';
import { type Look, plainLook } from '#contract/look.ts';

import { type Environment, readConfig } from '../config.ts';
import { createStaticFiles, type StaticFiles } from '../files/static.ts';
import { fakeVault, testProxy } from './test-proxy.ts';

type Options = {
  draw?: DrawPage;
  upstream?: ReturnType<typeof fakeVault>;
  drawingWaitMs?: number;
  environment?: Environment;
};

export const drawRows: DrawPage = async () =>
  Promise.resolve({ title: '(1) Overview', html: '<p>drawn rows</p>' });

/** A server that draws, and somebody who is signed in there. */
export async function visit({
  draw = drawRows,
  upstream = fakeVault(),
  drawingWaitMs = 10_000,
  environment = {},
}: Options = {}) {
  const proxy = testProxy({
    files: builtFiles(environment),
    draw,
    drawingWaitMs,
    upstream,
    environment,
  });
  const cookieOf = async (userName: string) => (await proxy.signIn({ userName })).cookie;
  const { cookie } = await proxy.signIn();
  const open = async (more: Record<string, string> = {}, init: RequestInit = {}, path = '/') => {
    const answer = await proxy.ask(path, {
      ...init,
      headers: { accept: 'text/html', cookie: `${cookie}; ${lookIn('Asia/Tokyo')}`, ...more },
    });
    return { answer, text: await answer.text() };
  };
  return { ...proxy, cookie, cookieOf, open };
}

export function lookIn(zone: string): string {
  const look: Look = { ...plainLook, zone, theme: 'dark' };
  return `jobwatch-look-4100=${encodeURIComponent(JSON.stringify(look))}`;
}

/** They are read at once, and from memory after that. */
export function builtFiles(environment: Environment = {}): StaticFiles {
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-'));
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><head><title>Jobwatch</title><script type="module" crossorigin src="./assets/index-1.js"></script></head><body><div id="app"></div></body></html>',
  );
  writeFileSync(join(folder, 'preloads.json'), '{"/":["assets/Overview-1.js"]}');
  try {
    return createStaticFiles({ folder, ...readConfig(environment) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
