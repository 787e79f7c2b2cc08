import type { Failure, FailureKind } from '../../domain/pacing/failure';

type Details = { readonly status?: number; readonly retryAfterMs?: number | null };

const fail = (kind: FailureKind, sentence: string, details: Details = {}): Failure => ({
  kind,
  side: 'axonius',
  sentence,
  retryAfterMs: details.retryAfterMs ?? null,
  status: details.status ?? null,
});

/** The meaning of a status other than 200; null for those that carry an answer. Bodies are never read for it. */
export function failureOfStatus(status: number, retryAfterMs: number | null): Failure | null {
  // assumption: axonius-202 — an accepted question has no answer yet and may be asked again.
  if (status === 202) {
    return fail('unavailable', 'Axonius has accepted the question and has no answer yet. The app asks again.', {
      status,
      retryAfterMs,
    });
  }
  if (status >= 200 && status < 300) return null;
  // `fetch` hides a redirect that it was told not to follow behind status 0.
  if (status === 0 || (status >= 300 && status < 400)) {
    return fail(
      'unexpected-answer',
      'The address sends the app on to another one, which it does not follow. A Jira admin should enter the address of Axonius itself.',
      { status },
    );
  }
  switch (status) {
    case 401:
      return fail(
        'auth',
        'Axonius refused the key. Ask a Jira admin to re-enter the key and the secret. If both are right, ask an Axonius admin to check that the service account has API access, may view devices, and admits Atlassian’s IP ranges.',
        { status },
      );
    case 403:
      return fail(
        'forbidden',
        'Axonius knows the key and denied the request. Ask an Axonius admin to check that the service account has API access, may view devices, and admits Atlassian’s IP ranges. If it does, ask a Jira admin to re-enter the key and the secret.',
        { status },
      );
    case 404:
      return fail(
        'unexpected-answer',
        'There is no Axonius API at this address. It is the wrong host, or an Axonius too old for API v2. A Jira admin should check the address.',
        { status },
      );
    // assumption: axonius-bad-query — a query that Axonius can't read is answered 400 or 422.
    case 400:
    case 413:
    case 422:
      return fail(
        'bad-query',
        'Axonius did not accept the question. Most likely a configured fact names a field that this Axonius does not have; a Jira admin should check the facts.',
        { status },
      );
    case 429:
      return fail('throttled', 'Axonius is receiving too many questions and asked the app to wait.', {
        status,
        retryAfterMs,
      });
    case 408:
      return unavailable({ status, retryAfterMs });
    default:
      return status >= 500 ? unavailable({ status, retryAfterMs }) : unexpectedAnswer(status);
  }
}

export function unavailable(details: Details = {}): Failure {
  return fail(
    'unavailable',
    'Axonius is not available at the moment: it is down, being upgraded, or the connection broke. This usually passes by itself.',
    details,
  );
}

export function unexpectedAnswer(status: number): Failure {
  return fail(
    'unexpected-answer',
    'What answered does not speak like Axonius. A Jira admin should check that the address leads to Axonius itself and not to a proxy in front of it.',
    { status },
  );
}

export function answerTooLarge(status: number): Failure {
  return {
    ...fail(
      'unexpected-answer',
      'The answer about a single machine was larger than the app reads (8 MB), so nothing of it was used. A Jira admin should remove facts that hold long lists.',
      { status },
    ),
    tooLarge: true,
  };
}

export function tookTooLong(): Failure {
  return fail('timeout', 'Axonius did not answer in the time that was left. Large tenants can take a minute.');
}

export function egressDenied(): Failure {
  return fail(
    'egress-denied',
    'Jira does not let the app talk to this address. A Jira site admin has to approve it under Connected apps.',
  );
}

/** There are no credentials, or none that can be sent. */
export function credentialsMissing(): Failure {
  return {
    kind: 'not-configured',
    side: 'app',
    sentence: 'Key and secret of Axonius are missing. A Jira admin enters them on the admin page of the app.',
    retryAfterMs: null,
    status: null,
  };
}

export function credentialsUnreadable(): Failure {
  return {
    kind: 'unavailable',
    side: 'app',
    sentence: 'The app could not read its stored credentials just now. This usually passes by itself.',
    retryAfterMs: null,
    status: null,
  };
}

/** A key or secret with characters that no header can carry: it was pasted wrongly. */
export function credentialsMalformed(): Failure {
  return fail(
    'auth',
    'Key or secret holds characters that Axonius never uses; it was probably pasted with something around it. A Jira admin should enter them again.',
  );
}

/** A value outside the allow-list was about to reach a question. */
export function valueRefused(): Failure {
  return {
    kind: 'bad-query',
    side: 'app',
    sentence: 'A value holds characters that a name or an address cannot have, so Axonius was not asked.',
    retryAfterMs: null,
    status: null,
  };
}
