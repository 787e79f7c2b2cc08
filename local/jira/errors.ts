/** A refusal in Jira's words: becomes `{errorMessages, errors}` with the status. */
export class JiraError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 410 | 415 | 422,
    readonly errorMessages: readonly string[],
    readonly errors: Readonly<Record<string, string>> = {},
  ) {
    super(errorMessages[0] ?? Object.values(errors)[0] ?? `status ${status}`);
  }

  body(): { errorMessages: readonly string[]; errors: Readonly<Record<string, string>> } {
    return { errorMessages: this.errorMessages, errors: this.errors };
  }
}

/** "Does not exist or not visible" are one answer in Jira: a caller can't tell them apart. */
export function issueNotFound(): JiraError {
  return new JiraError(404, ['Issue does not exist or you do not have permission to see it.']);
}

export function unauthorized(): JiraError {
  return new JiraError(401, [
    'You do not have the permission to see the specified issue.',
    'Login Required',
    'Client must be authenticated to access this resource.',
  ]);
}

/** Jira's one message for a field that is unknown, off the screen or not allowed. */
export function fieldCannotBeSet(fieldId: string): string {
  return `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;
}
