/** For tests: a browser on a Vault with some jobs, and its tabs, each with an archive. */
import { type Archive, createArchive } from '../archive.ts';
import { createTabLeader } from '../tab-leader.ts';
import { createAdversarialVault, finished, firstDay } from './adversarial-vault.ts';
import { createTestDisk } from './test-disk.ts';
import { createTestTabs } from './test-tabs.ts';
import { createVirtualClock } from './virtual-clock.ts';

const minute = 60_000;
const pollEveryMs = 3_000;

export function createBrowser(jobs: number) {
  const world = createWorld(jobs);
  const opened: Tab[] = [];
  return {
    ...world,
    opened,
    open: () => {
      const tab = openTab(world);
      opened.push(tab);
      return tab;
    },
    close: async (tab: Tab) => {
      opened.splice(opened.indexOf(tab), 1);
      let isClosed = false;
      void tab.close().then(() => {
        isClosed = true;
      });
      await world.clock.until(() => isClosed);
    },
  };
}

/** A Vault with some jobs, and what the tabs of a browser share. */
function createWorld(jobs: number) {
  const clock = createVirtualClock(firstDay + 100 * minute);
  const vault = createAdversarialVault(
    { filter: 'end', order: 'newest-first', pageRows: 20, latency: (call) => (call * 331) % 1_500 },
    clock,
  );
  let id = 0;
  const finish = (agoMs = 0) => {
    const end = clock.now() - agoMs;
    vault.add([finished((id += 1), { created: end - minute, end })]);
  };
  for (let nth = 0; nth < jobs; nth += 1) finish(nth * minute);
  return { clock, vault, finish, disk: createTestDisk(), tabs: createTestTabs(clock) };
}

export type World = ReturnType<typeof createWorld>;

export type Tab = ReturnType<typeof openTab>;

function openTab({ vault, disk, tabs }: World) {
  const tab = tabs.open();
  const closed = new AbortController();
  const store = disk.open(async () => {
    await tab.clock.sleep(5, new AbortController().signal);
  });
  const tabLeader = createTabLeader({
    ...tab,
    name: 'test',
    isPaused: () => archive.state().activity.kind === 'paused',
    onMessage: (message) =>
      message.kind === 'written' ? void archive.loadNew() : archive.addForwarded(message.recent),
  });
  const archive: Archive = createArchive({
    read: async (query, signal) => {
      const answer = await vault.read(query, signal);
      await tab.running();
      return answer;
    },
    store,
    clock: tab.clock,
    random: () => 0.5,
    tabs: tabLeader,
  });
  archive.start();
  const showScreen = async () => {
    while (!closed.signal.aborted) {
      archive.addRecent(vault.firstPage());
      await tab.clock.sleep(pollEveryMs, closed.signal);
    }
  };
  void showScreen();
  return {
    ...tab,
    archive,
    isLeading: () => !['opening', 'following'].includes(archive.state().activity.kind),
    close: async () => {
      closed.abort();
      await archive.stop();
      tabLeader.close();
    },
  };
}
