import { JiraError } from './errors';
import type { Json } from './types';

/** Jira REST v3, issue properties: "The key … maximum length 255". */
export const PROPERTY_KEY_LIMIT = 255;
/**
 * Jira REST v3, issue properties: "The maximum length is 32768 characters" in one place and bytes of the request's body in
 * another. UTF-8 has at least as many bytes as characters, so that bytes are the stricter reading
 * (https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-properties/).
 */
export const PROPERTY_VALUE_LIMIT = 32_768;

/** Throws Jira's 400 for a key or value beyond its limits. */
export function assertProperty(key: string, value: Json): void {
  if (key === '' || key.length > PROPERTY_KEY_LIMIT) {
    throw new JiraError(400, [`The property key length must be between 1 and ${PROPERTY_KEY_LIMIT} characters.`]);
  }
  if (Buffer.byteLength(JSON.stringify(value)) > PROPERTY_VALUE_LIMIT) {
    throw new JiraError(400, [`The property value length is greater than ${PROPERTY_VALUE_LIMIT} characters.`]);
  }
}
