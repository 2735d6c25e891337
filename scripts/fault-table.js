/** What the fault suite has observed (`e2e/faults/observed.ts`), as a Markdown table. */
import { playwrightAnnotations } from './reports.js';

const columns = [
  { head: 'fault', of: 'fault' },
  { head: 'what the viewer saw', of: 'saw' },
  { head: 'recovered in', of: 'recovered in' },
  { head: 'rows lost', of: 'rows lost' },
  { head: 'requests sent twice', of: 'sent twice' },
];
const longest = 110;

export function faultTable(report) {
  const tests = playwrightAnnotations(report);
  const rows = tests.map(({ hasPassed, annotations }) => [
    ...columns.map(({ of }) => shortened(annotations[of] ?? '–')),
    hasPassed ? 'as claimed' : 'WORSE THAN CLAIMED',
  ]);
  const heads = [...columns.map(({ head }) => head), ''];
  return [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function shortened(text) {
  const whole = text.replaceAll('|', '\\|');
  return whole.length > longest ? `${whole.slice(0, longest)}…` : whole;
}
