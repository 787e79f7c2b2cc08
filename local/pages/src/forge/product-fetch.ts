import * as z from 'zod';

const requestSchema = z.object({
  product: z.string(),
  restPath: z.string(),
  fetchRequestInit: z
    .object({
      method: z.string().optional(),
      headers: z.array(z.tuple([z.string(), z.string()])).optional(),
      body: z.string().nullish(),
    })
    .loose(),
  isMultipartFormData: z.boolean(),
});

/**
 * Answers `requestJira` of the bridge: a REST call of the site as the page's user, within the app's scopes. Only paths below
 * `/rest/` are the product's API.
 */
export async function fetchProduct(data: unknown): Promise<unknown> {
  const { product, restPath, fetchRequestInit, isMultipartFormData } = requestSchema.parse(data);
  if (product !== 'jira') throw new Error(`The local site has no product "${product}".`);
  if (isMultipartFormData) throw new Error('The local site takes no attachments.');
  const url = new URL(restPath, window.location.origin);
  if (url.origin !== window.location.origin || !url.pathname.startsWith('/rest/')) {
    throw new Error(`"${restPath}" is not a path of Jira's REST API.`);
  }
  const { method = 'GET', headers = [], body } = fetchRequestInit;
  const response = await fetch(`/__host/product${url.pathname}${url.search}`, {
    method,
    headers,
    ...(body === undefined || body === null || body === '' ? {} : { body }),
  });
  return {
    body: await response.text(),
    headers: Object.fromEntries(response.headers),
    status: response.status,
    statusText: response.statusText,
    isAttachment: false,
  };
}
