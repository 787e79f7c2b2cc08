/** A refusal of the storage; `@forge/kvs` turns it into a ForgeKvsAPIError with the same code and message. */
export class KvsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly context: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  toResponse(): Response {
    return Response.json({ code: this.code, message: this.message, context: this.context }, { status: this.status });
  }
}
