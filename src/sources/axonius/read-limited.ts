/** The part of a fetch response that the client uses; Forge's has no more than this for certain, and perhaps no `body`. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body?: unknown;
  text(): Promise<string>;
}

export type LimitedText = { readonly ok: true; readonly text: string } | { readonly ok: false };

/**
 * The text of a response, or `ok: false` as soon as it is known to be over `maxBytes`: from its `Content-Length`, while
 * the stream is read (which is then ended), or, where there is no stream, after reading.
 */
export async function readLimited(response: ResponseLike, maxBytes: number): Promise<LimitedText> {
  const stream = streamOf(response.body);
  const declared = Number(response.headers.get('content-length') ?? '0');
  if (declared > maxBytes) {
    discard(response);
    return { ok: false };
  }
  if (stream === null) {
    const text = await response.text();
    return Buffer.byteLength(text) > maxBytes ? { ok: false } : { ok: true, text };
  }
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value === undefined) return { ok: true, text: text + decoder.decode() };
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      reader.cancel().catch(() => undefined);
      return { ok: false };
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Ends a response whose body is not wanted, so that its connection is free again. What comes of it doesn't matter. */
export function discard(response: ResponseLike): void {
  streamOf(response.body)
    ?.cancel()
    .catch(() => undefined);
}

interface ByteStream {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array }>;
    cancel(): Promise<void>;
  };
  cancel(): Promise<void>;
}

function streamOf(body: unknown): ByteStream | null {
  return isByteStream(body) ? body : null;
}

// Told by its methods: a runtime may hand over a stream made by another copy of the class.
function isByteStream(body: unknown): body is ByteStream {
  return (
    typeof body === 'object' &&
    body !== null &&
    'getReader' in body &&
    typeof body.getReader === 'function' &&
    'cancel' in body &&
    typeof body.cancel === 'function'
  );
}
