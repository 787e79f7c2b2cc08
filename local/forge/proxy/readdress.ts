/** The same request to another address, without the named headers and those that tell who sent it or belong to its connection. */
export async function readdress(request: Request, url: URL, dropped: readonly string[] = []): Promise<Request> {
  const headers = new Headers(request.headers);
  for (const name of ['host', 'connection', 'authorization', 'cookie', ...dropped]) headers.delete(name);
  const { method } = request;
  const body = method === 'GET' || method === 'HEAD' ? null : await request.arrayBuffer();
  return new Request(url, { method, headers, body: body?.byteLength ? body : null });
}
