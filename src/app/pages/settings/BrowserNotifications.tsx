/** Turns notifications of this browser on, and says of what, when not, and what that costs. */
import { useState } from 'react';

import { HoursField } from '../../components/HoursField.tsx';
import {
  askPermission,
  notificationPermission,
  type Permission,
  showNotification,
} from '../../notifications/browser.ts';
import {
  changeNotificationSettings,
  firstRule,
  mostRules,
  type Rule,
  useNotificationSettings,
} from '../../notifications/settings.ts';
import { usePreference } from '../../preferences.ts';
import { deviceNow } from '../../time/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckboxField } from '../../ui/CheckboxField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { NotificationRule } from './NotificationRule.tsx';

export function BrowserNotifications({ zone }: { zone: string }) {
  const { on, rules, quietHours } = useNotificationSettings();
  const paused = usePreference('paused');
  const [permission, setPermission] = useState(notificationPermission);
  const problem = problems[permission];
  const isOn = on && permission === 'granted';
  const changeRule = (at: number, rule: Rule) =>
    changeNotificationSettings({ rules: rules.with(at, rule) });

  async function turnOn() {
    const answer = await askPermission();
    // Some browsers allow them and show none: nobody is to rely on these.
    const isShown = (answer === 'granted' || answer === 'refused') && show(turnedOn);
    if (isShown) changeNotificationSettings({ on: true, onSince: deviceNow() });
    else setPermission(notificationPermission());
  }

  function show(what: typeof sample): boolean {
    const isShown = showNotification(what);
    setPermission(notificationPermission());
    return isShown;
  }

  return (
    <Panel title="Notifications in this browser">
      <div className="flex flex-col gap-3 p-3">
        <CheckboxField
          label="Notify me about jobs"
          hint={cost}
          checked={isOn}
          onChange={(wanted) => {
            if (wanted) void turnOn();
            else changeNotificationSettings({ on: false });
          }}
        />
        {problem !== undefined && <Notice>{problem}</Notice>}
        {isOn && paused && (
          <Notice>Refreshing is paused, so there are no notifications until you resume it.</Notice>
        )}
        {isOn && (
          <>
            {rules.map((rule, at) => (
              <NotificationRule
                key={at}
                name={`Rule ${at + 1}`}
                rule={rule}
                onChange={(next) => changeRule(at, next)}
                onRemove={() => changeNotificationSettings({ rules: rules.toSpliced(at, 1) })}
              />
            ))}
            {rules.length === 0 && (
              <p className="text-muted text-sm">Without a rule there are no notifications.</p>
            )}
            <div className="flex flex-wrap gap-2">
              <Button
                unavailable={rules.length < mostRules ? undefined : `At most ${mostRules} rules.`}
                onClick={() => changeNotificationSettings({ rules: [...rules, firstRule] })}
              >
                Add a rule
              </Button>
              <Button onClick={() => show(sample)}>Show a sample</Button>
            </div>
            <HoursField
              label="Quiet hours"
              names={['From', 'to']}
              value={quietHours}
              clearLabel="No quiet hours"
              hint={`In ${zone}. What happens in between isn’t reported later.`}
              onChange={(hours) => changeNotificationSettings({ quietHours: hours })}
            />
          </>
        )}
      </div>
    </Panel>
  );
}

const cost =
  'Once for each event, unless the job is on screen in a tab that you can see. While any tab of Jobwatch is open, one of them also reads Vault’s two lists in the background, as often as the overview does: up to 12 calls a minute while jobs run, and 4 otherwise. Browsers may slow a hidden tab down to once a minute.';

const problems: Partial<Record<Permission, string>> = {
  denied:
    'This browser blocks notifications from this site. Allow them in its settings for this site, then reload this page.',
  insecure: 'Browsers show notifications only over https or on localhost.',
  refused:
    'This browser has refused to show a notification, as browsers on Android do. There are no notifications here: what is wrong shows on the pages, in the tab’s title and in its icon.',
  unsupported: 'This browser doesn’t support notifications.',
};

const turnedOn = {
  title: 'Jobwatch: notifications are on',
  body: 'They come while a tab of Jobwatch is open, for whatever matches your rules.',
  tag: 'sample',
  onClick: () => {},
};

const sample = {
  title: 'Jobwatch: a sample',
  body: 'Notifications about jobs will look like this.',
  tag: 'sample',
  onClick: () => {},
};
