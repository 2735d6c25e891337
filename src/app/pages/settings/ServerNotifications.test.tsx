/** What the settings page says of notifications that the server sends. */
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page as screen } from 'vitest/browser';

import '../../index.css';
import type { Delivery, NotificationReport } from '#contract/notifications.ts';

import { ServerNotificationsPanel } from './ServerNotifications.tsx';

const at = Date.UTC(2026, 2, 10, 14, 5);
const ledger = { at, kind: 'failing', change: 'began', title: 'Ledger' } as const;

const delivery: Delivery = {
  id: 'one',
  at,
  to: 'Slack',
  host: 'hooks.slack.com',
  outcome: 'delivered',
  detail: '',
  attempts: 1,
  notices: [ledger, { ...ledger, kind: 'overdue', change: 'ended', title: '' }],
};

const report: Extract<NotificationReport, { kind: 'on' }> = {
  kind: 'on',
  sinks: [
    { to: 'Slack', host: 'hooks.slack.com', waiting: 0 },
    { to: 'mail', host: 'mail.example.com:465', waiting: 2 },
  ],
  titles: false,
  deliveries: [],
};

/** Of each delivery its words, a line for each. */
const deliveriesShown = () =>
  screen
    .getByRole('list', { name: /^Last deliveries, times in UTC$/ })
    .getByRole('listitem')
    .elements()
    .map((item) =>
      [...item.querySelectorAll('span, :scope > div + div')].map((e) => e.textContent),
    );

test('each delivery says when, what, where and what came of it', async () => {
  const deliveries: Delivery[] = [
    delivery,
    {
      ...delivery,
      id: 'two',
      outcome: 'refused',
      detail: 'HTTP 404',
      notices: Array.from({ length: 7 }, () => ledger),
    },
    {
      ...delivery,
      id: 'three',
      to: 'mail',
      host: 'mail.example.com:465',
      outcome: 'retrying',
      detail: 'ECONNREFUSED',
      attempts: 4,
      notices: [{ ...ledger, kind: 'unreachable', title: '' }],
    },
  ];
  await render(<ServerNotificationsPanel report={{ ...report, deliveries }} zone="UTC" />);
  const when = '10 Mar 2026, 14:05:00';
  expect(deliveriesShown()).toEqual([
    [
      when,
      'Slack, hooks.slack.com',
      'Delivered',
      'Began: Ledger, failing',
      'Ended: (no title), overdue',
    ],
    [
      when,
      'Slack, hooks.slack.com',
      'Not delivered: HTTP 404',
      ...Array.from({ length: 4 }, () => 'Began: Ledger, failing'),
      'and 3 more',
    ],
    [
      when,
      'Mail, mail.example.com:465',
      'Retrying (attempt 4): ECONNREFUSED',
      'Began: Vault can’t be read',
    ],
  ]);
});

test('what waits, what is not known and what can’t be stored is said', async () => {
  await render(
    <ServerNotificationsPanel
      report={{ ...report, unknown: { since: at, reason: 'VAULT_TIMEOUT' }, notStored: 'ENOSPC' }}
      zone="UTC"
    />,
  );
  const panel = screen.getByRole('region', { name: 'Notifications from the server' });
  for (const words of [
    'Slack at hooks.slack.com',
    'Mail at mail.example.com:465: 2 notices waiting',
    'Titles are left out of all messages.',
    'Nothing has been sent yet.',
    'since 10 Mar 2026, 14:05:00 (VAULT_TIMEOUT)',
    'can’t store what it has sent (ENOSPC)',
  ])
    await expect.element(panel).toHaveTextContent(words);
});

test('whoever may not see those jobs is told so, and nothing else', async () => {
  await render(<ServerNotificationsPanel report={{ kind: 'hidden' }} zone="UTC" />);
  await expect.element(screen.getByRole('region')).toHaveTextContent('can’t see with this sign-in');
  expect(screen.getByRole('list').elements()).toEqual([]);
});
