import scopesOfEndpoints from './jira-scopes.json';

export interface JiraEndpoint {
  /** `GET /rest/api/3/issue/{id}` */
  name: string;
  /** Classic scopes that Jira's OpenAPI document demands, all of them; null: no OAuth client may call it. */
  scopes: readonly string[] | null;
}

/** True where an app with these scopes may not call the endpoint; what Jira doesn't have is for Jira to refuse. */
export function lacksScope(endpoint: JiraEndpoint | undefined, scopes: readonly string[]): boolean {
  if (endpoint === undefined) return false;
  return endpoint.scopes === null || endpoint.scopes.some(scope => !scopes.includes(scope));
}

/** Atlassian's gateway answers so when a token lacks a scope. */
export function scopeRefusal(): Response {
  return Response.json({ code: 401, message: 'Unauthorized; scope does not match' }, { status: 401 });
}

interface Node {
  fixed: Map<string, Node>;
  variable: Node | undefined;
  methods: Map<string, JiraEndpoint>;
}

const emptyNode = (): Node => ({ fixed: new Map(), variable: undefined, methods: new Map() });

/** Finds the endpoint of Jira's REST API v3 that a method and path mean; undefined for paths that Jira doesn't have. */
export function createEndpointFinder(): (method: string, path: string) => JiraEndpoint | undefined {
  const root = emptyNode();
  for (const [scopes, endpoints] of Object.entries(scopesOfEndpoints))
    for (const endpoint of endpoints) {
      const [method = '', path = ''] = endpoint.split(' ');
      let node = root;
      for (const part of path.split('/').slice(1)) {
        if (part.startsWith('{')) node = node.variable ??= emptyNode();
        else {
          const next = node.fixed.get(part) ?? emptyNode();
          node.fixed.set(part, next);
          node = next;
        }
      }
      const name = `${method} ${path.replaceAll('{issueIdOrKey}', '{id}').replaceAll('{propertyKey}', '{key}')}`;
      node.methods.set(method, {
        name,
        scopes: scopes === '(none)' ? null : scopes === '(any)' ? [] : scopes.split(' '),
      });
    }
  return (method, path) => find(root, path.split('/').slice(1), method);
}

function find(node: Node, parts: readonly string[], method: string): JiraEndpoint | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return node.methods.get(method);
  const fixed = node.fixed.get(part);
  return (fixed && find(fixed, rest, method)) ?? (node.variable && find(node.variable, rest, method));
}
