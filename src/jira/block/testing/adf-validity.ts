import schema from '@atlaskit/adf-schema/dist/json-schema/v1/full.json';
import Ajv from 'ajv-draft-04';

const validate = new Ajv({ strict: false, allErrors: false }).compile(schema);

/** For tests: what Atlassian's own schema says against a document; empty where it is valid. */
export function adfErrors(document: unknown): string {
  // The copy has no undefined values and is what travels over the wire.
  return validate(JSON.parse(JSON.stringify(document))) ? '' : JSON.stringify(validate.errors?.slice(0, 3));
}
