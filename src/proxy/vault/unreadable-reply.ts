/**
 * What an answer without Vault's envelope means. It need not be Vault's: a front, a firewall or a
 * company's sign-in may answer in its place.
 */
import { headers } from '#contract/headers.ts';

import { ownReply, retryAfterOf, type Reply } from './reply.ts';

type Options = {
  request: Request;
  response: Response;
  body: Uint8Array;
  at: number;
  /** What was asked for may be a page itself, so that its text says nothing about the session. */
  isFile?: boolean;
};

export function unreadableReply({ request, response, body, at, isFile = false }: Options): Reply {
  const { status } = response;
  const wait = retryAfterOf(response.headers, at);
  const downtime = response.headers.get(headers.downtimeMinutes);
  if (status === 503 || downtime !== null) {
    return ownReply({
      type: 'VAULT_MAINTENANCE',
      message: 'Vault is down for maintenance.',
      at,
      headers: { ...(downtime !== null && { [headers.downtimeMinutes]: downtime }), ...wait },
    });
  }
  if (status === 429) {
    const message = 'Vault asked Jobwatch to wait (HTTP 429).';
    return {
      ...ownReply({ type: 'VAULT_ASKED_TO_WAIT', message, at, headers: wait }),
      showsVaultUp,
    };
  }
  const text = new TextDecoder().decode(body.subarray(0, searchedBytes)).trimStart();
  const what = whatCame(status, text);
  // Signing in is what goes out without a session.
  const hasSession = request.headers.has('authorization');
  if (status === 401 && !hasSession) {
    const message = 'The sign-in was refused without a reason (HTTP 401).';
    return { ...ownReply({ type: 'SIGN_IN_REFUSED', message, at }), showsVaultUp };
  }
  if (hasSession && leadsToSignIn(response, isFile ? '' : text)) {
    const message = `Vault no longer accepts the session: ${what}`;
    return { ...ownReply({ type: 'INVALID_SESSION_ID', message, at }), showsVaultUp };
  }
  return ownReply({ type: 'VAULT_UNREADABLE', message: what, at });
}

/** Of HTTP 401 and 429 nothing speaks against Vault's health. */
const showsVaultUp = true;

/** No sign-in page is known to come without any of its marks in this much. */
const searchedBytes = 64 * 1024;

function whatCame(status: number, text: string): string {
  if (status >= 300 && status < 400)
    return `Vault sent a redirect (HTTP ${status}) instead of data.`;
  if (text === '') return `Vault sent an empty answer (HTTP ${status}).`;
  if (!text.startsWith('<')) return `Vault’s answer broke off or is not data (HTTP ${status}).`;
  const page = `Vault sent a web page (HTTP ${status}) instead of data.`;
  return status === 403
    ? `${page} Something between Jobwatch and Vault may be blocking the Jobwatch server.`
    : page;
}

/** Login time-out: 419 of Laravel's, 440 of Microsoft's servers. */
const sessionCodes: ReadonlySet<number> = new Set([401, 419, 440]);

/**
 * A session that has ended is known by what asks for a new one: a redirect to a sign-in, the page
 * itself, or the words. A page that only mentions signing in is none.
 */
function leadsToSignIn({ status, headers: received }: Response, text: string): boolean {
  if (sessionCodes.has(status)) return true;
  if (status >= 500) return false;
  if (status >= 300 && status < 400) return signIn.test(received.get('location') ?? '');
  if (signIn.test(received.get('refresh') ?? '')) return true;
  // Data that broke off may hold the title of a job that says so.
  if (!text.startsWith('<')) return status >= 400 && sessionOver.test(text);
  if (sessionOver.test(text)) return true;
  return signInField.test(text) || addressesIn(text).some((address) => signIn.test(address));
}

/** In an address, or in the title of a page; not as part of a word such as `catalog-info`. */
const signIn =
  /(?<![a-z])(?:(?:log|sign)[-_ ]?[io]n|sso|adfs|idp)(?![a-z])|saml|oauth|openid|oidc|[/.]auth\b|session[-_ ]?(?:expired|ended|time-?out)/i;

const sessionOver =
  /\bsession\b[^.<]{0,20}\b(?:expired|ended|invalid|timed[- ]?out)\b|\b(?:expired|invalid)[ _](?:session|token)\b|\bplease (?:log|sign) in\b/i;

/**
 * Others write these pages, so no search may start again and again over the same text: a tag ends
 * before the next one begins, and whitespace is bounded.
 */
const signInField =
  /<input\b[^<>]{0,2000}?(?:\btype\s{0,9}=\s{0,9}["']?password\b|\bname\s{0,9}=\s{0,9}["']?SAMLRe)/i;

/** Where a page sends its reader by itself: by a form, a refresh or a script. Its title is one too. */
function addressesIn(page: string): string[] {
  return [
    /<title\b[^<>]{0,500}>([^<]{0,500})/gi,
    /<form\b[^<>]{0,2000}?\baction\s{0,9}=\s{0,9}["']?([^"'\s<>]{1,2000})/gi,
    /<meta\b[^<>]{0,2000}?\burl\s{0,9}=\s{0,9}([^"'<>]{1,2000})/gi,
    /\blocation(?:\.href)?\s{0,9}=\s{0,9}["'`]([^"'`]{1,2000})/gi,
    /\blocation\.(?:assign|replace)\(\s{0,9}["'`]([^"'`]{1,2000})/gi,
  ].flatMap((mark) => [...page.matchAll(mark)].map(([, found = '']) => found));
}
