export { onIssueEvent } from './entry/issue-events';
export { runEnrichment } from './entry/enrichment-queue';
export { runBackfill } from './entry/backfill-queue';
export { runCheck } from './entry/check-queue';
export { runSweep } from './entry/sweep';
export { issuePanel } from './entry/issue-panel';
export { adminPage } from './entry/admin-page';
