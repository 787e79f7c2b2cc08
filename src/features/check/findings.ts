import type { FailureKind } from '../../domain/pacing/failure';

/** What the checks of a site found, as closed sets and numbers: sentences are made from it, and so is what supporters get. */
export interface Findings {
  readonly storage: StorageFinding;
  readonly egress: EgressFinding;
  readonly question: QuestionFinding;
  readonly rights: RightsFinding;
  readonly field: FieldFinding;
  readonly renderer: RendererFinding;
  readonly indexed: IndexedFinding;
}

/** `refuses`: no claim is taken. `shares`: a second owner gets the claim of the first. */
export interface StorageFinding {
  readonly kind: 'keeps' | 'refuses' | 'shares';
}

export interface EgressFinding {
  readonly kind: 'allowed' | 'denied' | 'not-connected';
}

export type QuestionFinding =
  | {
      readonly kind: 'answered';
      readonly milliseconds: number;
      readonly questions: number;
      /** Assets that a name of the tenant's own found. */
      readonly found: number;
      /** False where the expression had no time, or the tenant did not take it. */
      readonly inFull: boolean;
    }
  | { readonly kind: 'failed'; readonly failure: FailureKind; readonly milliseconds: number }
  | { readonly kind: 'not-connected' };

export interface ProjectRights {
  readonly projectId: string;
  readonly browse: boolean;
  readonly edit: boolean;
}

export type RightsFinding =
  | {
      readonly kind: 'asked';
      /** No project was chosen: these are those that the app may see. */
      readonly isEvery: boolean;
      /** An admin said that every project is meant. */
      readonly isMeant: boolean;
      readonly projects: readonly ProjectRights[];
    }
  | { readonly kind: 'failed'; readonly failure: FailureKind };

export interface FieldFinding {
  readonly target: 'ok' | 'missing' | 'unfit' | 'several' | 'not-editable' | 'not-tried';
  /** Source fields that the site doesn't have, or of which it has several. */
  readonly sourcesToMend: number;
  /** Create forms that lack a source field. */
  readonly formsWithoutSource: number;
}

export interface RendererFinding {
  /** `line`: a single line has no renderer. `none`: no alert was written yet. */
  readonly kind: 'wiki' | 'text' | 'line' | 'none' | 'failed';
}

export interface IndexedFinding {
  /** `none`: there is no record to look for. `unknown`: JQL doesn't know the alias. */
  readonly kind: 'found' | 'missing' | 'unknown' | 'none' | 'failed';
}

/** A check of the site as it is kept: what is found so far. */
export interface SiteCheck {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly findings: Partial<Findings>;
}
