/** What came over the wire, whatever a client library made of it. */
export interface Capture {
  fetch: typeof fetch;
  /** All bytes of all answers, once they have ended; with their statuses and headers. */
  received(): Promise<{ status: number; headers: Headers; text: string }[]>;
}

async function drain(stream: ReadableStream<Uint8Array> | null): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  try {
    for await (const chunk of stream ?? []) text += decoder.decode(chunk, { stream: true });
  } catch {
    // The answer broke off; what had come until then counts.
  }
  return text + decoder.decode();
}

/** A fetch for the official client libraries that keeps a copy of every answer. */
export function captureFetch(): Capture {
  const answers: Promise<{ status: number; headers: Headers; text: string }>[] = [];
  const captured: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const [copy, rest] = response.body?.tee() ?? [null, null];
    const { status, statusText, headers } = response;
    answers.push(drain(copy).then((text) => ({ status, headers, text })));
    return new Response(rest, { status, statusText, headers });
  };
  return { fetch: captured, received: () => Promise.all(answers) };
}
