/** The title of a job that no list on screen holds: from the archive, or by one call of its own. */
import { expect, row, test } from './fixtures.ts';
import { openHistory } from './history.ts';
import { asked, facts, heading, holdArchive, openJob } from './job.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const old = { title: 'Long ago', agoMs: 70 * day, tookMs: 9 * minute, waitedMs: 5 * minute };
/** A window around a moment; the archive's own checks have no end. */
const seeks = ({ path }: { path: string }) => path.includes('end_date');

test('a title that only the archive has needs no call', async ({ page, testbed }) => {
  for (let nth = 1; nth <= 230; nth += 1)
    testbed.vault.finished({ title: `Load part ${nth}`, agoMs: nth * minute });
  const { id } = testbed.vault.finished(old);
  expect(testbed.vault.histories().slice(0, 200)).not.toContainEqual(
    expect.objectContaining({ id }),
  );
  await openHistory(page, testbed, '?title=long+ago');
  await expect(row(page, 'Finished jobs', 'Long ago')).toBeVisible();
  // Opened by its address: nothing is known but what the device keeps.
  const before = asked(testbed, 'histories').length;
  await openJob(page, testbed, id);
  await expect(heading(page)).toHaveText('Long ago');
  await expect(facts(page)).toContainText('Ran9 min');
  expect(asked(testbed, 'jobStatus')).toHaveLength(1);
  const since = asked(testbed, 'histories').slice(before);
  expect(since.filter(seeks)).toEqual([]);
});

test('a title that is nowhere needs one call, around the job’s creation', async ({
  page,
  testbed,
}) => {
  for (let nth = 1; nth <= 230; nth += 1)
    testbed.vault.finished({ title: `Load part ${nth}`, agoMs: nth * minute });
  const { id, created } = testbed.vault.finished(old);
  holdArchive(testbed);
  await openJob(page, testbed, id);
  await expect(heading(page)).toHaveText('Long ago');
  const sought = asked(testbed, 'histories').filter(seeks);
  expect(sought).toHaveLength(1);
  const query = new URL(sought[0]?.path ?? '', 'http://vault').searchParams;
  const moments = ['start_date', 'end_date'].map((name) => Date.parse(query.get(name) ?? ''));
  expect(moments[0]).toBeLessThanOrEqual(created);
  expect(moments[1]).toBeGreaterThanOrEqual(created);
  expect((moments[1] ?? 0) - (moments[0] ?? 0)).toBeLessThanOrEqual(3_000);
  expect(asked(testbed, 'jobStatus')).toHaveLength(1);
  await page.reload();
  await expect(heading(page)).toHaveText('Long ago');
});
