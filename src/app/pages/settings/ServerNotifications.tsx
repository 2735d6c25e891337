/** What the server reports by webhook and mail, and how it fared. */
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';

import { instant } from '#contract/instant.ts';
import { type Delivery, type NotificationReport, notifications } from '#contract/notifications.ts';
import { shownTitle } from '#insight/status/title.ts';
import { dateTime, zoneName } from '#insight/time/format.ts';

import { query } from '../../queries/query.ts';
import { Notice } from '../../ui/Notice.tsx';
import { counted } from '../../ui/number.ts';
import { Panel } from '../../ui/Panel.tsx';

type On = Extract<NotificationReport, { kind: 'on' }>;

const reportQuery = { ...query(notifications, {}), refetchInterval: 30_000 };

/** Nothing where the server sends none: most have no address set. */
export function ServerNotifications({ zone }: { zone: string }) {
  const { data } = useQuery(reportQuery);
  if (data === undefined || data.kind === 'off') return null;
  return <ServerNotificationsPanel report={data} zone={zone} />;
}

type Props = { report: On | { kind: 'hidden' }; zone: string };

export function ServerNotificationsPanel({ report, zone }: Props) {
  if (report.kind === 'hidden') {
    return (
      <Panel title="Notifications from the server">
        <p className="p-3 text-sm">
          This server sends notifications about jobs that you can’t see with this sign-in.
        </p>
      </Panel>
    );
  }
  return (
    <Panel title="Notifications from the server">
      <div className="flex flex-col gap-2 p-3 text-sm">
        <Troubles report={report} zone={zone} />
        <ul aria-label="Where they go">
          {report.sinks.map(({ to, host, waiting }, at) => (
            <li key={at}>
              {names[to] ?? to} at {host}
              {waiting > 0 && `: ${counted(waiting, 'notice')} waiting`}
            </li>
          ))}
        </ul>
        {!report.titles && <p className="text-muted">Titles are left out of all messages.</p>}
      </div>
      {report.deliveries.length === 0 ? (
        <p className="text-muted px-3 pb-3 text-sm">Nothing has been sent yet.</p>
      ) : (
        <Deliveries deliveries={report.deliveries} zone={zone} />
      )}
    </Panel>
  );
}

const names: Record<string, string> = { webhook: 'Webhook', mail: 'Mail' };

function Troubles({ report: { unknown, notStored }, zone }: { report: On; zone: string }) {
  return (
    <>
      {unknown !== undefined && (
        <Notice>
          Jobs have not been watched since {dateTime(instant(unknown.since), zone)}
          {unknown.reason === '' ? '' : ` (${unknown.reason})`}: Vault can’t be read, or its lists
          are incomplete.
        </Notice>
      )}
      {notStored !== undefined && (
        <Notice tone="bad">
          Jobwatch can’t store what it has sent ({notStored}), and may send it again after a
          restart.
        </Notice>
      )}
    </>
  );
}

type DeliveriesProps = { deliveries: readonly Delivery[]; zone: string };

/** A list, as four columns leave a phone too little for titles. */
function Deliveries({ deliveries, zone }: DeliveriesProps) {
  const id = useId();
  return (
    <>
      <h3 id={id} className="text-muted px-3 pb-1 text-xs">
        Last deliveries, times in {zoneName(zone, deliveries[0]?.at ?? 0)}
      </h3>
      <ol
        aria-labelledby={id}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        className="max-h-96 overflow-auto text-sm"
      >
        {deliveries.map((delivery) => (
          <li key={delivery.id} className="border-line flex flex-col border-t px-3 py-2">
            <div className="text-muted flex flex-wrap gap-x-3">
              <span>{dateTime(instant(delivery.at), zone)}</span>
              <span className="wrap-anywhere">
                {names[delivery.to] ?? delivery.to}, {delivery.host}
              </span>
              <span className={delivery.outcome === 'delivered' ? '' : 'text-bad font-medium'}>
                {outcomeWords(delivery)}
              </span>
            </div>
            {delivery.notices.slice(0, mostShown).map((notice, at) => (
              <div key={at} className="wrap-anywhere">
                <What {...notice} />
              </div>
            ))}
            {delivery.notices.length > mostShown && (
              <div className="text-muted">and {delivery.notices.length - mostShown} more</div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** After an outage one message may hold thirty. */
const mostShown = 4;

const kinds = {
  failing: 'failing',
  overdue: 'overdue',
  stuck: 'stuck in the queue',
  long: 'running longer than usual',
  unreachable: 'Vault can’t be read',
} as const;

const changes = { began: 'Began', ended: 'Ended', reminder: 'Reminder' } as const;

function What({ kind, change, title }: Delivery['notices'][0]) {
  if (kind === 'unreachable') return `${changes[change]}: ${kinds[kind]}`;
  return (
    <>
      {changes[change]}: <bdi>{shownTitle(title)}</bdi>, {kinds[kind]}
    </>
  );
}

const outcomes = {
  delivered: 'Delivered',
  retrying: 'Retrying',
  refused: 'Not delivered',
  'given up': 'Gave up',
} as const;

function outcomeWords({ outcome, detail, attempts }: Delivery): string {
  const why = detail === '' ? '' : `: ${detail}`;
  return `${outcomes[outcome]}${attempts > 1 ? ` (attempt ${attempts})` : ''}${why}`;
}
