import type { AqlNode } from './aql/ast';

/** `exact`: equality and lists only; `regex`: at least one regular expression; `other`: dates, sizes, ranges; `all`: no query. */
export type QueryKind = 'exact' | 'regex' | 'other' | 'all';

export interface Meter {
  countRequest(method: string, path: string): void;
  countQuery(kind: QueryKind): void;
  /** An expression is being computed; answers what ends it. */
  beginExpression(): () => void;
  read(): {
    readonly requests: Readonly<Record<string, number>>;
    readonly queries: Readonly<Record<QueryKind, number>>;
    /** Most expressions that were computed at once. */
    readonly expressionsAtOnce: number;
  };
  clear(): void;
}

export function createMeter(): Meter {
  let requests: Record<string, number> = {};
  let queries: Record<QueryKind, number> = { exact: 0, regex: 0, other: 0, all: 0 };
  let computing = 0;
  let expressionsAtOnce = 0;
  return {
    countRequest: (method, path) => {
      const name = `${method} ${path.replace(/\/[a-z0-9]{32}$/, '/{id}')}`;
      requests[name] = (requests[name] ?? 0) + 1;
    },
    countQuery: kind => {
      queries[kind] += 1;
    },
    beginExpression: () => {
      computing += 1;
      expressionsAtOnce = Math.max(expressionsAtOnce, computing);
      return () => (computing -= 1);
    },
    read: () => ({ requests: { ...requests }, queries: { ...queries }, expressionsAtOnce }),
    clear: () => {
      requests = {};
      expressionsAtOnce = computing;
      queries = { exact: 0, regex: 0, other: 0, all: 0 };
    },
  };
}

export function classifyQuery(node: AqlNode): QueryKind {
  const kinds = listKinds(node);
  return kinds.has('regex') ? 'regex' : kinds.has('other') ? 'other' : 'exact';
}

function listKinds(node: AqlNode): Set<QueryKind> {
  switch (node.type) {
    case 'and':
    case 'or':
      return new Set(node.operands.flatMap(operand => [...listKinds(operand)]));
    case 'not':
      return listKinds(node.operand);
    case 'in':
      return new Set(['exact']);
    case 'saved-query':
      return new Set(['other']);
    case 'compare':
      if (node.value.type === 'regex') return new Set(['regex']);
      if (node.value.type === 'match-row') return listKinds(node.value.row);
      return new Set([node.operator === '==' && node.value.type === 'scalar' ? 'exact' : 'other']);
  }
}
