import type { AdminPageDefinitions } from '../../src/contract/admin';
import { makeCall } from '../shared/call';

/** Calls a function of the app's admin page. */
export const call = makeCall<AdminPageDefinitions>();
