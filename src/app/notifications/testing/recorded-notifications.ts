/** For tests: in place of the browser's notifications, a record of what would be shown. */
import { vi } from 'vitest';

type Recorded = { title: string; body: string; tag: string; click: () => void };

/** Until `vi.unstubAllGlobals()`. `answer`: what the viewer says when asked. */
export function recordNotifications(
  permission: NotificationPermission,
  answer: NotificationPermission = permission,
  { throws = false } = {},
): Recorded[] {
  const recorded: Recorded[] = [];
  class RecordingNotification extends EventTarget {
    static permission = permission;

    static async requestPermission() {
      RecordingNotification.permission = answer;
      return answer;
    }

    constructor(title: string, { body = '', tag = '' }: NotificationOptions = {}) {
      super();
      // As Chrome on Android does.
      if (throws) throw new TypeError('Illegal constructor.');
      recorded.push({ title, body, tag, click: () => this.dispatchEvent(new Event('click')) });
    }

    close() {}
  }
  vi.stubGlobal('Notification', RecordingNotification);
  return recorded;
}
