export { onIssueEvent } from './entry/issue-events';
export { runEnrichment } from './entry/enrichment-queue';
export { adminPage } from './entry/admin-page';
