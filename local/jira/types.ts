/** Who calls: a person of the site, the installed app, or nobody. */
export type Principal =
  { readonly kind: 'user'; readonly accountId: string } | { readonly kind: 'app' } | { readonly kind: 'anonymous' };

export type Actor = Exclude<Principal, { kind: 'anonymous' }>;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type PropertyIndexType = 'string' | 'number' | 'date' | 'text' | 'user';

/** One indexed path of an issue property, as the manifest's `jira:entityProperty` declares it. */
export interface IndexedProperty {
  readonly propertyKey: string;
  readonly path: string;
  readonly type: PropertyIndexType;
  readonly searchAlias?: string;
}

export type IssueEventName = 'avi:jira:created:issue' | 'avi:jira:updated:issue' | 'avi:jira:deleted:issue';

export interface SiteEvent {
  readonly name: IssueEventName;
  readonly payload: JsonObject;
  readonly by: { readonly kind: 'user'; readonly accountId: string } | { readonly kind: 'app' };
}

export interface IssueChange {
  readonly issueId: string;
  readonly key: string;
  readonly projectId: string;
}

export type FieldKind =
  | 'text'
  | 'summary'
  | 'paragraph'
  | 'url'
  | 'labels'
  | 'select'
  | 'multi-select'
  | 'number'
  | 'date'
  | 'datetime'
  | 'user'
  | 'priority'
  | 'system';

export interface FieldOption {
  readonly id: string;
  readonly value: string;
}

export interface FieldDefinition {
  readonly id: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly custom: boolean;
  readonly schema?: JsonObject;
  readonly clauseNames: readonly string[];
  /** Set for a field that belongs to one team-managed project. */
  readonly projectId?: string;
  readonly options?: readonly FieldOption[];
}

export interface ProjectDefinition {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly typeKey: 'software' | 'business' | 'service_desk';
  readonly teamManaged: boolean;
  readonly issueTypeIds: readonly string[];
}

export interface IssueTypeDefinition {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly projectId?: string;
}

export interface StatusDefinition {
  readonly id: string;
  readonly name: string;
  readonly transitionId: string;
  readonly category: { readonly id: number; readonly key: string; readonly name: string; readonly colorName: string };
}

export interface SiteUser {
  readonly accountId: string;
  readonly name: 'admin' | 'analyst' | 'viewer';
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
}

export interface ChangeItem {
  readonly field: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly fieldId: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

export interface ChangeGroup {
  readonly id: string;
  readonly author: string;
  readonly created: Date;
  readonly items: readonly ChangeItem[];
}

export interface IssueComment {
  readonly id: string;
  readonly author: string;
  readonly body: Json;
  readonly created: Date;
}

/** An issue as the site keeps it. Values are replaced, never changed in place, so answers may share them. */
export interface Issue {
  readonly id: string;
  /** Key, project and type change when the issue moves. */
  key: string;
  projectId: string;
  typeId: string;
  readonly created: Date;
  readonly creator: string;
  updated: Date;
  statusId: string;
  /** When it was resolved; null while it is open. */
  resolved: Date | null;
  /** By field id, in stored form: option ids, account ids, documents, strings, numbers. */
  readonly values: Map<string, Json>;
  readonly properties: Map<string, Json>;
  /** The issue that this one was cloned from: Jira links the two. */
  readonly clonedFrom?: { readonly id: string; readonly key: string };
  readonly changelog: ChangeGroup[];
  readonly comments: IssueComment[];
}

/** A create or edit request's body, checked for shape only. */
export interface IssueInput {
  readonly fields: JsonObject;
  readonly update: { readonly [field: string]: readonly JsonObject[] };
  readonly properties: readonly { readonly key: string; readonly value: Json }[];
}
