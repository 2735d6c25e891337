import { describe, expect, test } from 'vitest';

import { ownError, ownFaults, VaultError } from '#contract/envelope.ts';

import { followVaultClock } from '../time/clock.ts';
import { waitText, warningWords, wordsOf } from './error-words.ts';
import { writeWords } from './write-words.ts';

/** All that Vault documents (docs/vault-api.md §5), and ours. */
const types = [
  ...`
    UNEXPECTED_ERROR MALFORMED_URL METHOD_NOT_SUPPORTED INACTIVE_USER NO_PASSWORD_PROVIDED
    USERNAME_OR_PASSWORD_INCORRECT USER_LOCKED_OUT PASSWORD_CHANGE_REQUIRED INVALID_SESSION_ID
    PARAMETER_REQUIRED INVALID_DATA INSUFFICIENT_ACCESS OPERATION_NOT_ALLOWED
    ATTRIBUTE_NOT_SUPPORTED INVALID_FILTER INCORRECT_QUERY_SYNTAX_ERROR RACE_CONDITION
    EXCEEDS_FILE_MAX_SIZE API_LIMIT_EXCEEDED CONFIGURATION_MODE_ENABLED SDK_ERROR
    OPERATION_IN_PROGRESS ITEM_NAME_EXISTS USER_NOT_FOUND FEDERATED_ID_ALREADY_EXISTS
    A_TYPE_OF_NEXT_YEAR
  `
    .trim()
    .split(/\s+/),
  ...ownFaults,
];

const error = (type: string, message = 'Vault said this.') => new VaultError([{ type, message }]);

describe('an error of each type', () => {
  test.each(types)('%s says what happened and what to do', (type) => {
    const { what, remedy } = wordsOf(error(type), writeWords);
    expect(what).toMatch(/\S.*[^.\s]$/);
    expect(remedy).toMatch(/^[A-Z].+\.$/);
  });

  test.each(types)('%s blames nobody', (type) => {
    const { what, remedy } = wordsOf(error(type, ''), writeWords);
    expect(`${what} ${remedy}`).not.toMatch(
      /\b(you (failed|must|did)|illegal|forbidden|fatal|abort|bad|fault|mistake|sorry|oops)\b/i,
    );
  });

  test.each(types)('%s says something even where Vault says nothing', (type) => {
    expect(wordsOf(error(type, '')).what).not.toBe('');
  });
});

const warning = (message: string, type = '') => ({ type, message });

describe('what Vault warns of', () => {
  test('is said in its words, each once, and no more than three', () => {
    const warnings = ['One.', 'Two.', 'One. ', 'Three', 'Four', 'Five'].map((text) =>
      warning(text),
    );
    expect(warningWords(warnings)).toBe('Vault warns: One; Two; Three; and 2 more');
    expect(warningWords([warning('', 'PARTIAL_RESULT')])).toBe('Vault warns: PARTIAL_RESULT');
  });

  test('turns no text around, as an error doesn’t either', () => {
    const hostile = 'safe\u202etxt.exe';
    expect(warningWords([warning(hostile)])).not.toContain('\u202e');
    expect(wordsOf(error('SDK_ERROR', hostile)).what).not.toContain('\u202e');
    expect(wordsOf(error(`T${hostile}`, '')).what).not.toContain('\u202e');
  });
});

describe('Vault’s own message', () => {
  test('is what is said of a type that has no words here', () => {
    expect(wordsOf(error('SDK_ERROR', 'The queue is closed. ')).what).toBe('The queue is closed');
    expect(wordsOf(error('SDK_ERROR', '')).what).toBe('SDK_ERROR');
    expect(wordsOf(error('SDK_ERROR', '...')).what).toBe('SDK_ERROR');
  });

  test('stands beside words that say little without it', () => {
    expect(wordsOf(error('OPERATION_NOT_ALLOWED', 'It is running.')).what).toContain(
      '(It is running)',
    );
    expect(wordsOf(error('OPERATION_NOT_ALLOWED', '')).what).not.toContain('(');
  });
});

const down = (downtimeMinutes: number) =>
  wordsOf(ownError('VAULT_MAINTENANCE', '', { downtimeMinutes })).remedy;

describe('a planned downtime', () => {
  test('says how long Vault expects it to last', () => {
    expect(down(30)).toBe(
      'Vault expects to be back in about 30 min. This page will recover on its own.',
    );
  });

  test.each([0, -5])('of %i minutes says nothing of the kind', (minutes) => {
    expect(down(minutes)).toBe('This page will recover on its own.');
  });
});

describe('a wait', () => {
  const retryAt = Date.UTC(2026, 10, 24, 10, 0, 5);
  const wait = (type: string) =>
    waitText(new VaultError([{ type, message: '' }], { retryAt }), 'UTC');

  test.each(['API_LIMIT_EXCEEDED', 'VAULT_ASKED_TO_WAIT'])(
    'that Vault asks for is called that, and promises nothing of other requests: %s',
    (type) => {
      expect(wait(type)).toBe(' Vault asks Jobwatch to wait until 24 Nov 2026, 10:00:05 (UTC).');
    },
  );

  test.each(['DISPLAY_SIGNED_OUT', 'VAULT_TIMEOUT', 'ASKED_RECENTLY'])(
    'of Jobwatch’s own is not ascribed to Vault: %s',
    (type) => {
      expect(wait(type)).toBe(' Jobwatch will try again after 24 Nov 2026, 10:00:05 (UTC).');
    },
  );

  test('is on Vault’s clock, as all times on screen', () => {
    followVaultClock(3_600_000);
    expect(wait('API_LIMIT_EXCEEDED')).toContain('24 Nov 2026, 11:00:05');
    followVaultClock(0);
  });

  test('is said only where there is one', () => {
    expect(waitText(error('API_LIMIT_EXCEEDED'), 'UTC')).toBe('');
    expect(waitText(undefined, 'UTC')).toBe('');
  });
});

test('an error of the page itself is told apart from Vault’s', () => {
  expect(wordsOf(new TypeError('x is undefined'))).toEqual({
    what: 'Something went wrong on this page',
    remedy: 'Reload it; nothing in Vault has changed.',
  });
});
