import { expect, test } from 'vitest';

import { server } from './server.ts';

test('a visitor of the simulator is its admin and sees jobs at once', async () => {
  const { fetch } = server({ environment: { LOG_LEVEL: 'silent' } });
  const ask = async (path: string) =>
    (await fetch(new Request(`http://127.0.0.1:4100${path}`))).json();

  expect(await ask('/api/session')).toMatchObject({ data: { kind: 'signed-in', demo: true } });
  expect(await ask('/api/vault/services/jobs/monitors')).toMatchObject({
    responseStatus: 'SUCCESS',
  });
});
