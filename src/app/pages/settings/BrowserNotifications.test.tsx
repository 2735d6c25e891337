/** Turning notifications of the browser on, and what stands in the way of that. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { page as screen } from 'vitest/browser';

import '../../index.css';
import { notificationPermission, showNotification } from '../../notifications/browser.ts';
import { changeNotificationSettings, firstRule } from '../../notifications/settings.ts';
import { notificationSettings } from '../../notifications/settings.ts';
import { recordNotifications } from '../../notifications/testing/recorded-notifications.ts';
import { setPreference } from '../../preferences.ts';
import { BrowserNotifications } from './BrowserNotifications.tsx';

const panel = screen.getByRole('region', { name: 'Notifications in this browser' });
const toggle = panel.getByRole('checkbox', { name: 'Notify me about jobs' });

beforeEach(() => {
  localStorage.clear();
  changeNotificationSettings({ on: false, rules: [firstRule], quietHours: undefined });
});

afterEach(() => {
  vi.unstubAllGlobals();
  setPreference('paused', false);
});

test('it is off until it is turned on, and says what it costs', async () => {
  recordNotifications('granted');
  await render(<BrowserNotifications zone="UTC" />);
  await expect.element(toggle).not.toBeChecked();
  await expect.element(panel).toHaveTextContent('up to 12 calls a minute');
  await toggle.click();
  await expect.element(toggle).toBeChecked();
  expect(notificationSettings()).toMatchObject({ on: true, rules: [firstRule] });
  await toggle.click();
  await expect.element(toggle).not.toBeChecked();
});

test('whoever refuses the permission reads how to change that, and it stays off', async () => {
  recordNotifications('default', 'denied');
  await render(<BrowserNotifications zone="UTC" />);
  await toggle.click();
  await expect.element(panel).toHaveTextContent('This browser blocks notifications');
  await expect.element(toggle).not.toBeChecked();
  expect(notificationSettings().on).toBe(false);
});

test('a browser that allows notifications and throws on each says so, and it stays off', async () => {
  recordNotifications('default', 'granted', { throws: true });
  await render(<BrowserNotifications zone="UTC" />);
  await toggle.click();
  await expect.element(panel).toHaveTextContent('This browser has refused to show a notification');
  await expect.element(toggle).not.toBeChecked();
  expect(notificationSettings().on).toBe(false);
  // Another try may be answered otherwise.
  const shown = recordNotifications('granted');
  await toggle.click();
  await expect.element(toggle).toBeChecked();
  await expect.element(panel).not.toHaveTextContent('has refused');
  expect(shown.map(({ title }) => title)).toEqual(['Jobwatch: notifications are on']);
});

test('where they were on, a browser that refuses one says so and asks Vault for nothing more', async () => {
  recordNotifications('granted', 'granted', { throws: true });
  changeNotificationSettings({ on: true });
  await render(<BrowserNotifications zone="UTC" />);
  await panel.getByRole('button', { name: 'Show a sample' }).click();
  await expect.element(panel).toHaveTextContent('has refused to show a notification');
  await expect.element(toggle).not.toBeChecked();
  expect(notificationPermission()).toBe('refused');
  recordNotifications('granted');
  showNotification({ title: 'a', body: '', tag: 'a', onClick: () => {} });
  expect(notificationPermission()).toBe('granted');
});

test('a browser without notifications says so', async () => {
  vi.stubGlobal('isSecureContext', false);
  await render(<BrowserNotifications zone="UTC" />);
  await expect.element(panel).toHaveTextContent('only over https or on localhost');
});

test('it says that nothing comes while refreshing is paused', async () => {
  recordNotifications('granted');
  changeNotificationSettings({ on: true });
  setPreference('paused', true);
  await render(<BrowserNotifications zone="UTC" />);
  await expect.element(panel).toHaveTextContent('Refreshing is paused');
});

test('rules and quiet hours are kept as they are chosen', async () => {
  recordNotifications('granted');
  changeNotificationSettings({ on: true });
  await render(<BrowserNotifications zone="UTC" />);
  await panel.getByRole('button', { name: 'Add a rule' }).click();
  const second = panel.getByRole('group', { name: 'Rule 2' });
  await second.getByRole('textbox', { name: 'Title contains' }).fill('nightly export');
  await second.getByRole('checkbox', { name: 'Running longer than usual' }).click();
  await second.getByRole('checkbox', { name: 'Success' }).click();
  await panel.getByRole('button', { name: 'Remove rule 1' }).click();
  await panel.getByLabelText('From').fill('22:00');
  await panel.getByLabelText('to', { exact: true }).fill('06:00');
  expect(notificationSettings()).toMatchObject({
    rules: [
      {
        title: 'nightly export',
        late: [...firstRule.late, 'long'],
        statuses: [...firstRule.statuses, 'SUCCESS'],
      },
    ],
    quietHours: '22:00-06:00',
  });
});

test('a sample shows what a notification looks like', async () => {
  const shown = recordNotifications('granted');
  changeNotificationSettings({ on: true });
  await render(<BrowserNotifications zone="UTC" />);
  await panel.getByRole('button', { name: 'Show a sample' }).click();
  expect(shown.map(({ title }) => title)).toEqual(['Jobwatch: a sample']);
});
