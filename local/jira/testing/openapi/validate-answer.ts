import Ajv from 'ajv';

import document from './responses.json';

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(document, 'jira');

const responses: Readonly<Record<string, Readonly<Record<string, object | null>>>> = document.responses;

/** An operation's key in the document: method and path with the document's own names. */
export type Operation = keyof typeof document.responses;

export const OPERATIONS = Object.keys(document.responses);

/**
 * What Jira's published description says against this answer: an undocumented status, a body where there is none, or a
 * body of another shape. An empty list when it agrees. Refusals are held against Jira's error body.
 */
export function disagreements(operation: Operation, status: number, body: unknown): string[] {
  const documented = responses[operation];
  if (documented === undefined || !(String(status) in documented)) return [`status ${status} is not documented`];
  const schema = documented[String(status)] ?? null;
  if (schema === null && status < 300) return body === null ? [] : ['a body where none is documented'];
  const pointer =
    schema === null ? 'jira#/schemas/ErrorCollection' : `jira#/responses/${escapePointer(operation)}/${status}`;
  ajv.validate({ $ref: pointer }, body);
  return (ajv.errors ?? []).map(
    error => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

function escapePointer(text: string): string {
  return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}
