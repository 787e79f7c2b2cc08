import type { Result } from '../domain/pacing/failure';
import { tooLarge } from './errors';
import { path, withQuery } from './path';
import { type JiraIssue, type MetaField, editMetaSchema, issueSchema } from './schemas';
import type { Send } from './send';

export interface IssueUpdate {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface IssueCalls {
  /** One issue with the named fields and properties only. Works with an id or a key; a moved issue keeps its id. */
  getIssue(
    id: string,
    wanted: {
      readonly fields: readonly string[];
      readonly properties?: readonly string[];
      readonly expand?: readonly ('renderedFields' | 'names')[];
    },
  ): Promise<Result<JiraIssue>>;
  /** Writes fields and properties in one request. Fields that Jira names in a refusal are in `failure.fields`. */
  updateIssue(id: string, update: IssueUpdate): Promise<Result<null>>;
  setIssueProperty(id: string, key: string, value: unknown): Promise<Result<null>>;
  /** Fields that this principal may edit on the issue, by id. */
  editMeta(id: string): Promise<Result<Readonly<Record<string, MetaField>>>>;
}

/** Jira REST v3, issue properties: a value has at most 32,768 characters. */
const PROPERTY_LIMIT = 32_768;

function isTooLarge(value: unknown): boolean {
  return JSON.stringify([value]).length - 2 > PROPERTY_LIMIT;
}

export function createIssueCalls(send: Send): IssueCalls {
  return {
    getIssue: (id, { fields, properties, expand }) =>
      send({
        method: 'GET',
        // Without `fields` Jira answers every field of the issue; `id` keeps an empty list from meaning that.
        path: withQuery(path`/rest/api/3/issue/${id}`, {
          fields: fields.length === 0 ? ['id'] : fields,
          properties,
          expand,
        }),
        purpose: 'read',
        schema: issueSchema,
      }),
    updateIssue: async (id, { fields, properties }) => {
      if (Object.values(properties ?? {}).some(isTooLarge)) return { ok: false, failure: tooLarge() };
      return send<null>({
        method: 'PUT',
        path: path`/rest/api/3/issue/${id}`,
        body: {
          ...(fields === undefined ? {} : { fields }),
          ...(properties === undefined
            ? {}
            : { properties: Object.entries(properties).map(([key, value]) => ({ key, value })) }),
        },
        purpose: 'write',
        schema: null,
      });
    },
    setIssueProperty: async (id, key, value) => {
      if (isTooLarge(value)) return { ok: false, failure: tooLarge() };
      return send<null>({
        method: 'PUT',
        path: path`/rest/api/3/issue/${id}/properties/${key}`,
        body: value,
        purpose: 'write',
        schema: null,
      });
    },
    editMeta: async id => {
      const answer = await send({
        method: 'GET',
        path: path`/rest/api/3/issue/${id}/editmeta`,
        purpose: 'read',
        schema: editMetaSchema,
      });
      return answer.ok ? { ok: true, value: answer.value.fields } : answer;
    },
  };
}
