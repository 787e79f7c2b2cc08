export { onIssueEvent } from './entry/issue-events';
export { runEnrichment } from './entry/enrichment-queue';
export { runSweep } from './entry/sweep';
export { issuePanel } from './entry/issue-panel';
export { adminPage } from './entry/admin-page';
