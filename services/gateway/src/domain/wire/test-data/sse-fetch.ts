/** A fetch for the official client libraries that answers with the given event stream, cut into small pieces. */
export function sseFetch(output: string): typeof fetch {
  const whole = Buffer.from(output, 'utf8');
  return () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < whole.length; at += 97) controller.enqueue(whole.subarray(at, at + 97));
        controller.close();
      },
    });
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
  };
}

/** A fetch that answers with a JSON body. */
export function jsonFetch(body: unknown): typeof fetch {
  return () => Promise.resolve(Response.json(body));
}
