import { USERS } from './people';
import type { Principal } from './types';

/**
 * Who sends this request: basic auth with a user's address and password; without it the browser's cookie
 * `local-user` (admin, analyst, viewer), else the analyst. Wrong credentials are nobody, to whom the site answers 401.
 */
export function authenticate(request: Request): Principal {
  const header = request.headers.get('authorization');
  if (header !== null) return readBasic(header);
  const cookie = /(?:^|;\s*)local-user=([a-z]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const user = USERS.find(({ name }) => name === cookie) ?? USERS.find(({ name }) => name === 'analyst');
  return user === undefined ? { kind: 'anonymous' } : { kind: 'user', accountId: user.accountId };
}

function readBasic(header: string): Principal {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(header)?.[1] ?? '';
  const credentials = Buffer.from(encoded, 'base64').toString('utf8');
  const user = USERS.find(({ email, password }) => credentials === `${email}:${password}`);
  return user === undefined ? { kind: 'anonymous' } : { kind: 'user', accountId: user.accountId };
}
