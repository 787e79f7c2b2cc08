import type { Shapes } from '../shapes';

/** A refusal of the API, with the sentence a caller reads. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly error: string;

  constructor(status: number, error: string, description: string) {
    super(description);
    this.status = status;
    this.error = error;
  }
}

/** An error answer in the body form that is switched on. */
export function answerError(error: ApiError, body: Shapes['errorBody'], errorId: string): Response {
  const { status, message } = error;
  switch (body) {
    case 'errors':
      return Response.json({ error_id: errorId, errors: [{ error: error.error, description: message }] }, { status });
    case 'v1':
      return Response.json({ errors: [{ detail: message }] }, { status });
    case 'text':
      return new Response(`${error.error}: ${message}`, { status, headers: { 'content-type': 'text/plain' } });
    case 'html':
      return new Response(`<!doctype html><html><body><h1>${String(status)}</h1></body></html>`, {
        status,
        headers: { 'content-type': 'text/html' },
      });
    case 'empty':
      return new Response(null, { status });
  }
}
